<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en_GB">
<context>
    <name>screens</name>
    <message>
        <source>&amp;A lump sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Addresses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Adjustments, one a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Anything else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Arrears</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Article 6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;As at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;At</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Award</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Awards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back up each day into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Begin from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Benefit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Born</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Born, where known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;By what power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;By when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;By whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Came on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Can come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Carers noticed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cases, years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Claim started on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Class at school</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Client or case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Complaints go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Confirmed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Conjoined arrestment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copies to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Counts, pasted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Date on the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Day it was received or sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Direction, if one was given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Disability award</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Document you saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Done already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Done so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Due back by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Earnings a week, after tax</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Email</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Ends on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Equity in the home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fees explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filled in by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find a case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find a creditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find a field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find a home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find a service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find in everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find in the guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;First helped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;First name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;First payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;For</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;For whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Forenames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Funder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Further lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;GP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;GP practice you sit in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Given by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Given on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Habitually resident</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Happened on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Heading it stands under</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Heading of the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Held on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hide the screen after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How do we know?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How it is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How it is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How it is shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How it went</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How may it tell against it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How was it given?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How was it said?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How you know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;How, and the proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Immigration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;In a few words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;In the client's own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;In their words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Interpreter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Into this folder (new or empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Kind of debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Kind of entry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Known as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Known from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Letter it came in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Liability</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Line on letters and statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lives in Scotland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Locality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lock the desk after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lump sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;May be told in their place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;May they have it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Membership code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mobility</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Movement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;NI number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of the clinician</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of the version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of who asks for them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;National Insurance number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;New passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notes in no letter, days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notes it rests on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notes to add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notice given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Notice of it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Number on the slip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Offer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Offered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Other awards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Owned now by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Owns a home or land</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paid now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Paragraph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Part by part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Part of a full week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Part of the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Passphrase of this desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Percent that would have come about anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Permission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Postcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Privacy notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Put by each month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quick phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reach them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Registration lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Remember what I opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rent a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Required by somebody, years</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Restore into (new or empty)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Review on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rights explained on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Risks explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Rows from a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Said on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Savings of the adults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Screened with the budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Seen on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sent on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Service that led</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Signed by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Signed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Start on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Started on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Submission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Surname</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Surname, or firm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;The other debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;To apply for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;To do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;To whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Token each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Token for each creditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Type it back from the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Under 14</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undischarged bankrupt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Vehicles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What became of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What came about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What ended it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What is happening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What is it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What is said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What is to be done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What it is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What must happen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What should change?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What stopped it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What they are to the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What they were answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What to know before any contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What was counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What was directed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What were they told?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What would come in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Where the agreement lies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Where, or which number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Which</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Which case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Which client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Which letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who covers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who it is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who keeps the private one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who said so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who said what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who told us this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Who you are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Whom we told, and when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Whose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Whose award</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Whose supervision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Whose time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Whose words?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why can it not wait?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why does it end?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why is it opened?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why it differs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why it may wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why it was wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why nothing is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Why this suits the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;With</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Witness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Words above the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Worker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Working on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Young carers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>14 &amp;to 18</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>14 Mill Lane, Millbank, DD5 9ZZ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2026/27, as its owner calls it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A &amp;certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A backup is kept outside the desk's own folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A case starts with a referral, or from a client's page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A case starts with a referral: what it is about, and the dates that matter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A colleague of this agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A computer was lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A computer was lost: only look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A conflict of interest?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A copy of the letter went to them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A court fixed the instalment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A debt is recorded on a debt case, with its creditor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A desk is one encrypted folder on this computer. Nothing leaves it unless you print or save it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dog; two go together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of spending figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A form came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A gain comes from a decision: open the case and record its decision letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A joint claim, a joint debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A joint statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A letter is drafted from the notes of a case: open its evidence and choose Use in letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A letter to the wrong door, a lost paper, a screen somebody saw: write it down at once. The 72 hours run from the moment we know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A letter waits for the practice's word on its facts before it is issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A list of referrals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name, an address or a postcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A paper about health is added on the client's papers, under its consent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A practice has sessions, and letters can be copied to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A practice's list as CSV or a workbook, or its rows copied and pasted. Nothing is kept until you take it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A practice's or your own calendar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A receptionist, or not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A restore has not been rehearsed yet; with daily backups it is done once a month.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A second person's &amp;passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A statement needs words. To drop it, take it out of the letter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A statement rests on at least one note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step of the clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A supporting letter is drafted from the notes of a case, checked by the GP, then issued.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;bout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;dults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;rticle 9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About the pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About this scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted late on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accurate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Act now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ActiveChanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Acts now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ad&amp;vice before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a claim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a creditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a newer balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a scan or photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add from notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add key date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add somebody new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add somebody we know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the award letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add to the book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adult Disability Payment, rent arrears</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advice work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advisor, Millbank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advisors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advisors and cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After a loss, or when somebody has left: a copy they kept opens nothing of what comes after. Every passphrase and the paper stay as they are. The desk locks while it is done; back it up afterwards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After that its words, its date and whom it goes to can no longer be changed. A mistake is put right by a new letter that points back to this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After that none of them can be changed. Each is asked once more before it goes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the carer's claim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After three idle minutes the screen is hidden. These digits bring it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Against your spending figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Age</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agency and letterhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agency told us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agency's &amp;telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agency's a&amp;ddress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agree: the record bears it out and it is within your own knowledge. Amend: write the words you would stand behind; we print those and no others. Cannot confirm: we take it out of the checked part, and you need give no reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed &amp;by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agreed by the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All conflicts of interest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All debts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All gains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that are nobody's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All that is on the screen grows with it. Ctrl++ and Ctrl+- change it anywhere, at the lock too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All their open cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All your saved filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Almost everything that can be claimed turns on age.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alt+Left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amend</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Amount</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An answer holds only for the words it was given to; the other answers stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An apology, a date put right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An appointee, attorney or guardian signs and is written to in the client's place, for the body their power is for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An illness or disability that &amp;lasts?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An offer shares what a budget has available between the creditors, to the penny.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another clinician</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another data key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another funder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another person of that name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another service led</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another service's staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answers for data protection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any &amp;benefit paid at the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anyone in DD5, carers of adults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything opened without consent, covered by a colleague or refused is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apache 2.0 or BSD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Apparently &amp;insolvent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appeal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appeal, debt, appointment ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Areas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrears</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As a sentence ends: the manager, at this address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the forenames</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As supplied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the practice only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask a&amp;gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask about each of these by name: never part of everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask creditors &amp;again after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for a &amp;hold of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for it first: consent depends on age.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the questions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask. What is noted is then used for nothing, at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Assessment period ends on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At every practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At which &amp;practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At which &amp;rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At which rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach the signed sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorised and regulated by the Financial Conduct Authority, number ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Authorities to act</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available for creditors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Award</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Award &amp;letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Award letter seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Awarded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Awarded &amp;on that day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Awarded on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Awards confirmed since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away: who covers?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>B&amp;y when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baby due on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the map</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the ticks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the ways out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up automatically each day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Backups</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balances before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bank holidays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Basis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after, as 4 3; a dash where the practice cannot say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before the letter goes out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before you send it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benefit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benefit words explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Benefits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Better sleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bitstream Vera licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book a client in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book a meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Book meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Booked, as before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Born</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bring the bills</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built on the work of others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By &amp;when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By hand, stamped copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By itself, and restoring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By law</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By this service, before this desk was in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;HI number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;ollected by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;reditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ca&amp;me on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calendar file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came &amp;back on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Came with the workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled by the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled by us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caps lock is on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Care they give</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Carers noticed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cares for somebody here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases in hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cases open &amp;from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Challenge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change it, or put it off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change its words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the desk's key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change this line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change what it is about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change what the case is about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Changes to earlier periods</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charges, arrestments, evictions and court dates are listed here once they are recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charity number, FCA, accreditation: each on its own line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check before recording</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check this desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checked by the GP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a Word file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a letter template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new or empty folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new or empty folder for the restored desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a paper.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a workbook or CSV file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another disk or a USB stick.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose digits that are harder to guess.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose how it came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose printer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the backup's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the benefit first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the desk's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the other file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the workbook or CSV file your cases are kept in, or drop it here. You see what would come in before anything is changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where backups are kept, best on another disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose where the backup is kept, best on another disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose who decides first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose who it goes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose who it goes to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose your role</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circumstances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Circumstances, for funders' reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claim now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claim started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims the income check finds are started from there; any other claim can be added here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Claims under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client and award</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client and case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client and debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client and letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client and matter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client and next step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client and reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client and what must happen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client feedback</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client or case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client, creditor or case reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients with a gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients with debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clients, cases, letters, the journal, tasks and the directory are looked through as you type. Each word begins a word of what is found; a client's name may be one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close period</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;ntrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Come a&amp;gain on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Community care grant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Community link worker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare across the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complaints and thanks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Con&amp;firmed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirm this gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed &amp;how</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed &amp;on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Confirmed in writing &amp;on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Consultant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contribution by the Common Financial Tool</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copies to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy for ten seconds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy line for the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the marks already there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Costs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could harm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could reading it do &amp;harm?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could we be overheard?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Council</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Council money, without debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cover</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cover and hand-over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Covers the notes we already hold, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Creditor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Creditor book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Creditors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Creditors are listed here once a debt names them; each address is entered only once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crisis grant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl++</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+-</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+/</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+7</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+8</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+9</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+=</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+G</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+J</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K finds it by this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Return</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+E</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+G</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+H</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+I</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+J</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+N</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+O</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+P</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+R</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+S</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+V</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+Y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Shift+Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Z</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DL, 35 by 90 mm: the address stands there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daily living: enhanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data package, in a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date calculator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date of &amp;birth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date on the &amp;letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Daughter, son</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days from referral to first meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Days without a session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt advice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt rescheduled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt written off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debt: offer in proportion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Debts and budgets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide about harm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide about others named in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decide again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decision on her claim, dated 20 Nov</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DejaVu Sans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Diagnosis and background</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did not come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did somebody of ours go along?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did the patient agree?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Died &amp;on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Directory of services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard this draft?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard this referral?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do they &amp;want to see it first?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does it limit &amp;work?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does it name somebody &amp;else?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does the client know?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dr</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dr Rennie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft the request to look at it again, next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due another visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due to go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;dition</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each client's journal says it: name nobody here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each is recorded with its creditor, the balance on a letter, and who owes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each month &amp;before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each month &amp;now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each opening is in the access log.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each paper begins on a new sheet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each payment, as often as now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty brings back what is put together from what is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty: until they are back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End this patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ends today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>England and Wales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enquiries, not cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter a slip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter funding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter practices' counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter staff time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the decision, ring them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entered by mistake?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entries from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase everything but the proof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase it for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase this for good?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate what a claim may bring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimate what a claim may bring from its case; it goes from here when the decision is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimated &amp;on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Estimates, in no total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ever a &amp;minimal asset bankruptcy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ever another &amp;bankruptcy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every computer locks &amp;after, at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every four weeks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every gain in the ledger has its proof.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every statement rests on a consent that has ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every time somebody opens their record, notes or letters it is listed here, allowed or not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every two weeks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody with a gain has a contact, funding and staff time are recorded: nothing is waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everybody's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everyone at home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everyone referred is listed here by name. Start with a referral, or import a caseload.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything done on this case is recorded here automatically.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything in this letter comes from the desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything on this desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F&amp;rom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fairly sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fairly sure: see what may be otherwise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Feedback to the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File reviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files are chosen at random from clients who agreed to a check of our files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in the address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in everything: letters, journal, directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find out first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find: pantry, carers, damp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First day &amp;not paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First meet&amp;ing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First owed &amp;to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First supported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Food until the first payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For &amp;which practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a consent that was never given (another client's, say). Nobody may read what was noted under it. A second person agrees by entering their own passphrase here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each £1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For everybody at this desk. What else the agency decides has pages of its own, at the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For funders' reports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For funders' reports alone. Nobody has to answer; leave it as not asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For how &amp;many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For instance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For one practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For statistics, where your agency has told clients so; otherwise such columns stay outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For w&amp;hom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For when the law asks for what is held although nobody agreed: a council officer, a court, somebody's safety. It never opens the GP record, needs a second person, and is used once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For which &amp;days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For which &amp;funder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found &amp;on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found, not taken up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Four or five words that only you would put together are best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free software under the MIT licence. It works on this computer alone: nothing leaves it unless you print, save or send it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Friday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From &amp;outside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From a backup</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From and what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From now on this version stands as it is; a change begins a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From this service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funder's report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Funding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GMC or other n&amp;umber</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GP, social worker, mental health officer ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gain by month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gains</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gains for each £1 cannot be worked out without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaps in local services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a client a copy of their data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give a name to what might change: “If she claims Carer Support Payment”. Each stands beside how things are now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the matching a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goals and links</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guide to this screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand it over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand over the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand something in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hand the case over to a colleague</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed over, not posted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Handed to the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Harbour streets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Having seen it they may ask in writing for a change. Where it is not made, their own view goes with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Having seen it, it goes only when they say so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heading in the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health and social care partnership</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health answers are kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health answers are not kept: your agency has not told its clients so. A manager ticks it in Settings, Agency and letterhead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Health, for statistics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hearing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help a client needs and cannot get is recorded under their goals and links; it is listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helps &amp;with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Helps with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden after 2 minutes and locked after 5 at most; what you copy goes after 5 seconds; where the desk lies is not remembered, and the keyring opens it no more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hidden until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide a date until a later day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide it until then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast on or off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High: black on white or white on black, no grey words, every line drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holds &amp;from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holiday, training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Homes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hours a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>House,Street,Postcode
27,Harbour Row,DD5 9ZZ
Flat 1/2 29,Harbour Row,DD5 9ZZ
Flat 2/1 29,Harbour Row,DD5 9ZZ
27,Harbour Row,DD5 9ZZ
3,Mill Wynd,DD5 9ZZ
,,DD5 9ZZ
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Household</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Households</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Housing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How &amp;many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How &amp;often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How &amp;often is it so?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far they have come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long it can be claimed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long it is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long it is kept, holds, and requests to erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long, or why not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many &amp;people</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much is a&amp;rrears</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How near</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How that is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How they are counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How they were chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have checked them myself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I have it: open the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it is &amp;late, why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If she claims</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Illness, snow, the room is needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Immigration advice first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a caseload</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import this row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported &amp;as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported by mistake?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Imported caseloads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a &amp;trust deed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a private place?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In danger now: ring 999. Choose what it is about to see the steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force &amp;on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In force to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In kind, no money</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In our own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In payment to the household</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the &amp;Pension Credit award</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the &amp;Universal Credit award</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the &amp;plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the &amp;register</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the ledger already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the letter they are called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the letter you are called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the room</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In their &amp;words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this column</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In your &amp;own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In&amp;terpreter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incidents</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incidents with people's data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Include debt rescheduled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Include the evaluation's figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Income</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Income check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Income check: what could they claim?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Income taken &amp;on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Increased</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Information Commission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instalments agreed with the officers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inter and Liberation Sans</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is a&amp;nybody paid for caring for them?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is anybody here liable for &amp;council tax?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is the paper still right?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is their award one that opens a carer's claim?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Is their severe disability addition paid?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue letter: it can no longer be changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issue letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It &amp;points at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It &amp;rests on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It bears &amp;on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can be saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It can open the desk for you when the program starts; after a lock your passphrase is asked for as ever. Not on a computer that others use. Taking it away: under Who can open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It cannot be taken back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It closes when you close it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It gives power over health information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has been sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not left the desk; what you wrote in it is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is a priority debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is dealt with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is going ahead after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept with the referral, and a manager decides. Nothing here stops you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not a priority debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is there after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It leaves only with the client's agreement that the practice is told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It leaves only with the client's agreement that this creditor is told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It leaves only with the client's agreement that this service is told.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It leaves only with the client's signed authority for whoever it goes to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It must be in &amp;by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens by itself when the server is there again. What you typed elsewhere is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens the desk when the passphrase is forgotten, and is shown once. The paper you have now opens nothing any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It opens the desk when the passphrase is forgotten. It is shown only now. Print it or write it down, and keep the paper away from this computer. Without passphrase and key, nobody can open the desk again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It stopped or must be repaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It tells of somebody who has not agreed to that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It then stands in the outgoings, not in offers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was acknowledged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was handed in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It will say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its &amp;passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its date or its number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its debts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its figures appear here once homes have been visited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its figures then stay as they are. What is recorded later is an adjustment of the period it is recorded in. It can be opened again only today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its keys leave memory. Your passphrase opens it again, and what you were typing is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its record may be opened, with the patient's consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Joint debts then stand once for the household</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it for later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it on a case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it, and put them first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it: a complaint, a claim, a hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this matching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep this recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what was asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept by the agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept in the recipient book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept inside the desk, sealed for you alone; they come along to any computer that opens it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept on this computer and outside the desk: the lock screen has to be readable, and has to know when to lock, before anybody has said who they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kept with the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key dates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyed twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Kind of help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lang&amp;uage they read best</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lapsed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Latest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave clients' names out where a reference will do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out for another reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out, or say it as your own account outside the checked part. Either lets it go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave them there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left each month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left empty: one that nobody chose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Legal last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let it go after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let the agency keep a way in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let this computer open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter about an award</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter of appointment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter templates (*.md *.docx);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters begun and not issued follow at once. Your version is kept and can be used again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters go out in window envelopes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters go to the GP first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters in large print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters of the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters of the name, or a reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters to hand over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lift it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lift the hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lift this hold?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light for a bright room, dark for a dim one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line for the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Linked in these days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List for the meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lists (*.csv *.tsv *.txt *.xlsx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lived here last &amp;year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lives here no longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a file of figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load a scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local services with what they do, for whom and how to reach them; checked again every year.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock instead of hiding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Logo and signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look a&amp;gain on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the check first: what is asked there decides it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the signed sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at this version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look in the sealed notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look inside issued letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look through it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looked for, not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lost on further appeal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lucide icons</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>M&amp;inutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make a new recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make an offer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the copy and close the request?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make your desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark a date done, or not done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark it done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May be known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May be printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May we leave a message?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May we ring?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>May we write?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medical evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meetings each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge two files of one person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged into this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Millbank, the whole of Tayside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mine only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Month of sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Months on a listed benefit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moratorium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mornings, after school</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most &amp;urgent date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most urgent debts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moved to another day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>N&amp;ote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and office</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name and post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name or reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name the other side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, date of birth, postcode, NI number, telephone or reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, date, debt ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest &amp;practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Net &amp;income of the household, a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New letter of our own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New patch, leaves us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New referral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nil</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer since ..., the claim is due on ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No authority has been signed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No budget yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No budget yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No bus there, the list is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No case is found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No case is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No case yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No case: the client’s own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No caseload has been imported yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No claim is being followed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No client's name and nothing clinical is on the screen. What you were writing is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No clients yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No complaint and no thanks yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No computer that opens this desk waits longer, whatever is chosen there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conflict of interest has been found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No copy is asked for, or this part holds nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No creditor found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No day yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No days added yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No debt found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No debt is recorded on this case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No debts recorded yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No estimates are open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No field is called that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No figures are loaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No file has been reviewed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No funding is recorded for these days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No gain is recorded yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No goal and no link yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key date yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No letter here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No letter is called that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No letter that starts a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No letter yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No list is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer ask it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer goes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer on the other side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No money yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No names: who lives here is no part of a patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No note of supervision yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No offer yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other debt found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No paper yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No patch yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No place is free in the next weeks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No place is free in the next weeks. Plan a session first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No post to sort.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No practice yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scale is in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No server: another page opens when it is there again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No service found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session today.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sessions planned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sign of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No slips have been handed out yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No, a new client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody acts for this client.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody clinical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody else is named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has asked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has been added yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has looked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody here: I am a caseworker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is booked into them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is waiting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody looked without consent, and nothing was refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody met yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody was booked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody's name where it can be left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody: it is read here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None comes with the program: load the file of one your agency may use, under Settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None expected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None in particular</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None is planned yet. What is due in the next week is shown here too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>North east</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a client of this desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not an address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not at school</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not automatically any more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not claimed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not claimed after all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not come yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not decided yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not drafted yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not everything was printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not kept yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not looked in yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not scanned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not started yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not taken up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not the record: only what the client says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not tried yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note a letter or message in a few words the moment it comes; whose it is can be said later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note from the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note post</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes from the record and from the client appear here, a column each, with a dot against every activity they bear on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes may be made from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notes, decisions, letters and consents are listed here by day.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing changes while you look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found by kind, reference, body or client.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found in letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found in the sealed notes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been asked yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been handed in yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been removed in the last thirty days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has gone wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is agreed with this practice yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is due.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is noted yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is planned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is recorded yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is screened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is urgent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is waiting to be confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is waiting to be printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing may be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stands out this week.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to compare yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to look through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to tell in these weeks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was missing in these days.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices, hospital letters, scans and photographs are kept here, sealed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notices, hospital letters, scans and photographs: add the file, or drop it here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now, after ADP, programme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nowhere yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number of the receipt, online reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nurse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of every list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of those, supported since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Official</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On Dates, Cases, Clients, Gains or Debts type or choose what you look for, then Shift+F3: it is kept under a name, for you alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On file there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the screen or online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the waiting list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once &amp;more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once a year, type in the key from the paper to check that it still works; it opens nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Once, when the desk is first opened with it. It always stands in the guide.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One address to a line, or columns with headings. Names and telephone numbers in columns of their own are left out. Nothing is kept until you take it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One name is enough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One on each line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One statement, in words that can stand in a letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step to a line. Leave a kind empty and the steps that came with the program stand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online, signed for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only if it can be proved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only if it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only if it was late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only if they were</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only on a consent in writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only staff doing their work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only where telling the client would do harm; empty, it is in their own list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only you work at this desk, so there is nobody to cover for you or to take a case: add whoever joins, and both are done here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a desk that is already there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open at the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open client's details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open evidence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it again to add to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open rates and rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the claim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the client's debts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the debts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the new desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the restored desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open their details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open their file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open what is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open where it is answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open: nothing bars it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opened again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens after another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other &amp;grown people at home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other &amp;people use this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other money advice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our own guesses</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our own letter says that nobody at the practice has checked it or answers for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our own staff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our own steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of &amp;which budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outgoings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outside the agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed by clients, in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Owed, first recorded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;hone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;ractice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;roof</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PIN of this start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages for the reviewer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid &amp;before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid &amp;from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid &amp;until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid automatically</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid each &amp;month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid once, for the time before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers and pictures (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp *.docx *.eml *.txt);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers and pictures (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers in order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Papers made from this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the wee&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of this desk is damaged. What can still be proved of it is copied into a new desk, and every row that is lost is counted. The damaged desk stays as it is. Where there is a good backup, restore that first, and compare.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Partner, mother</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passed on before this year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passphrase and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches of homes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient,DOB,Phone,Reason,Referred by,Agreed
"Reid, Callum",2/3/1974,07700 900186,ADP appeal,Dr Rennie,yes
Ina Walker,5/5/1980,07700 900107,Rent arrears,Dr Rennie,yes
Ina Walker,5/5/1980,,Rent arrears,Nurse Boyd,yes
Sorley Bain,1/9/1962,,Fuel and heating,Dr Rennie,
Peigi Munro,12/12/1948,,Attendance Allowance form,Dr Rennie,no
</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patients first supported &amp;from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patients of the practice appear here after a referral, a meeting, a new case or a decision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patients on the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payment seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perhaps: ask a clinician</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pharmacist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan a session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan no other session on these days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plan the first one: a practice, a day, its times. Clients are booked into it then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please check these statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Post to sort</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice meeting of 3 December</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice nurse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practice terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practices and their figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practices are listed here once you add one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practices check each letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Practices' counts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences: text size, colours, when to lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PrepareForSleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print all issued later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print for GP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print for the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print it for the client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print it on paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print session sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print slips</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print some with numbers; a client fills one in without a name, and it is entered here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print statement</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print that one. This one stays on file as it went out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the issued</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print the slip that renews it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Print to sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed on both sides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printed on statements where your agency is a member of such a scheme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Printing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy and safety</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private &amp;pension a week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private view, </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private view: no names, nothing clinical</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proof of it was seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PropertiesChanged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put a pack together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put details right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put in a field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it beside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put somebody on the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>QQ 12 34 56 C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Qt and PySide6</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rang, asked for it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rates and rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re-determination request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reaching them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reaching them safely</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the record, agree the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading it could seriously harm somebody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading the copy back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasons asked for on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reasons sent on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rebooked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rec&amp;eived</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recently removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipient book</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record a home visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record a phone call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record a visit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record access to check</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record another answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record authorities</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record how it stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record it all the same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record it signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record one signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record refusal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the contact there was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the death</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the debts first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the decision notice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the ending</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the letter that came: the dates it starts are worked out and shown here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the letters that come on a case: the dates they start are worked out and listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the request or the appeal when it goes: the day, how it went, and what proves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record the terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record them signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record what happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record what happened to a debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record what somebody said about us; the days a complaint must be answered by are set for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record what they ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record what was decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record what was found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record who acts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Record with this signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded debts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded on open debt cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recover it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recover what is whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red folder, page 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reduced: the cursor does not blink, and menus, lists and tool tips appear at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reference, benefit or a few letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referrals and debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referrals received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referrals without a meeting are listed here, and anyone whose session was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Referred b&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Registered with the Public Guardian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rehearse a restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove every CHI number that no terms allow?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the chosen day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the chosen one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this caseload again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this line?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove those numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rented, owned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ReportLab, XlsxWriter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reports to funders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request to the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Required &amp;by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore it, to work on with it here. Or, when a computer was lost or stolen, only look: who was on it, how each may be reached, what falls due and whom to tell. Nothing stays here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore the chosen one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restricted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Retention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Review now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reviews</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revision refused on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring only after four; leave no message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring them, correct the date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Row</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;how</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SIMD 2020v2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Safe day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Said to all of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same as everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same as this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a calendar file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as Word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save checklist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save circumstances</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save dates as a calendar file, without names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save debt advice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save estimate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save for e-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it as a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save letterhead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save matching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save our steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save pack</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save referral</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save refused rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save that sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the basis</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the data package in this folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the locked copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the paper outside the desk?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the session sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the sheet (PDF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the sheet of what was left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save this list as a spreadsheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what it comes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save, and the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as you type.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved filters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say how it went</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say with whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scales</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Schemes give their spending figures to members only, so none comes with the program. Where your agency is a member, load its file (CSV or Excel): a row to a group, columns “group”, “first adult”, “other adult”, “under 14”, “14 to 18”, “vehicle”, by the month. Budgets say what is above a figure; nothing is barred by it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scores</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scotland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed notes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed with the note; it goes into no letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sealed with the note; it is read only where the note is opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Second hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See both versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See them, for a reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen &amp;by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen elsewhere, no longer wants one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen on a letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seen online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send as our own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send as our own letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the bank statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the claim form back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the form back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Separate them again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions as a calendar file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set a goal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set aside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set no figures against budgets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set this share by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shares</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>She does not want to claim; not entitled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+F3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show &amp;small numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show it again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show them, inside the agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what's ne&amp;w after an upgrade</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown to have arri&amp;ved on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown to have arrived on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown wherever their number is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Si&amp;de by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign on the screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signature</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed for, 2 December; online reference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since 1 April</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since the year began</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six digits are needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Six digits for today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>So far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Social Security Scotland</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Social return values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else said it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else, by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody is at risk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody is at risk: what to do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody is named, not settled yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody is, and has agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody is, and is left out here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Someone else changed this while you were writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Someone else has just changed this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Someone else has just dealt with this date, and it is no longer in this list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Someone else removed, or sent, what you were writing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something said earlier is not taken any more: somebody lives elsewhere now, or said it may not be used in another's papers. Ask anew what is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something to ask first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something was still being saved when the screen was hidden.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in Welfare Desk. Everything already saved is safe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spare &amp;bedrooms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Special rules</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Special rules, and who goes first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spending figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spoken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Spoken with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Staff time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Standing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a patch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start this claim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Statements</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps, ticked when done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still &amp;wanted, one a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Still wanted for it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop offering it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Street or number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strike it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Such as a coronation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary by GP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supervision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Supporting letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sure: the text of the law was read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take addresses in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back what is ticked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it into this budget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it out of the review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take them from a calendar file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take them out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this line back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes &amp;effect on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes effect on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tayside Trust</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Te&amp;lephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telephone, hours, who to ask for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell the practice the password by telephone, never in the same e-mail. It is not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Telling the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ten digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thank you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thanks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That file could not be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That file could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The &amp;backup's folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The &amp;desk opened last</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The &amp;household's award, not one person's</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CHI number may be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The English counts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The GP is asked again about what you change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The GP's answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The agency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The agency's public &amp;key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The award stopped, or must be repaid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chair, in the safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The challenge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The challenge: what is handed in, the hearing, the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The change was &amp;answered on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client has died</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client has understood it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client lets creditors see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client no longer wants the copy?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client said it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client says so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client took it back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client's date of birth is not recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clients, cases and letters you open are listed here, for you alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clients, cases and letters you opened last stand in Find, for you alone. Unticked, they go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinician's day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clock stands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The creditor told us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The date of birth is not recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day it must be done by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day payment could first be demanded: the time runs from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day printed on the form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The day you saw it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The days it starts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desk checks whenever somebody is added or named: another of the household, a landlord, the other parent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The entry before it holds again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file itself is kept as it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file of a scale</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first one; others are added later</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The forgotten one will no longer open this desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The full texts lie beside the program, in LICENSE and THIRD-PARTY.md.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The income check gives no figure for anything that could be claimed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The income check shows what they could claim; claims started there are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key from the &amp;paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last day is before the first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The legal last day, where one is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The letter and its en&amp;velope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The letter, its date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The medical evidence that bears on a claim or appeal, each sentence on a note, checked by the GP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ne&amp;w one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new one &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest letter of theirs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next file with these headings is read the same way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next start shows its lock screen. Forgotten, the next start asks which desk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The office or tribunal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The official lookup of postcodes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other side, and conflicts of interest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page appears here once the letter is drafted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The page cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pages appear here, one for each creditor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice's answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practice, their family ...</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The practices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The records behind a figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recovery key, on its paper, opens it too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rule on this field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rules have to be checked first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same NI number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same a&amp;gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The scan is &amp;kept as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session can be ended as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sheet could not be saved there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signed sheet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sum itself is recorded as a gain on the case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The witness: your own name will do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The words to print; these and no others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their &amp;job title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their &amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their &amp;passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their cases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their details stay as they are; what is typed under Who is left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their gains are in the sums; they are not among the clients.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their home</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their na&amp;me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their pass&amp;phrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their r&amp;eference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their rights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their signed &amp;authority was seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Then the month begins when it is proved. Not for routine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is real &amp;doubt who asks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There it is not protected, and whatever opens it opens the file as it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There may be a conflict of interest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These can be shown to anybody:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They &amp;say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They &amp;want</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They agreed to their details being passed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They asked for a chan&amp;ge on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They do not want it sent, said o&amp;n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They had said they want no visits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They have &amp;seen it on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They have asked us to come again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They have gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They have it on file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They have left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They may ask again at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They may ask for it at any time; what was answered, and why, is kept with it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They may say no, and then it is not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They may see it afterwards too: it is kept for at least six months.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They may see it before it goes: they say so now, and have 21 days to arrange it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They no longer act</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They said it may g&amp;o on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They stand in it as estimates. No creditor sees a version that rests on one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They take back their &amp;consents too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They were &amp;told it was asked for on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They were &amp;told on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They were imported from a workbook.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They were told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer makes no automatic backups.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer's keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This day only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desk is as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This letter is a Word file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This offer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page could not be read: the server is not there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This scale cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This week's access exceptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Through an interpreter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tick nothing to withdraw all of it. Tick what the client takes back, and the rest stands.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time runs &amp;from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to &amp;pay before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To &amp;do by then</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To be met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To bring in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To confirm</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To explain to them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To find out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today, where left blank</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told of help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Told somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Towards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Towards which &amp;body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Training, holiday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tribunal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try another word, or clear the search.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try another word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters of the client or creditor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters, a year of birth or a postcode. For somebody new, begin with a referral.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer letters, every kind, or include closed cases.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try fewer words, or the beginning of one. What the record says is sealed and is looked in only when you ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn it down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turned down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twelve letters or more. Four or five words that only you would put together are best.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twelve months</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twelve months after it was signed, if empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Twice a year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a name first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the six digits you chose at the start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type this line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type two letters or more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uncertain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under a &amp;restrictions order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Under your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Universal Credit, a &amp;week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unsure: get advice before relying on it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unused lines too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up and down to choose, Enter to open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a Word file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a legal power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a legal power over consent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a saved filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use in letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the recovery key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use these digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Used an &amp;advice service before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual &amp;day of the session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Usual for this kind of debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value &amp;of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Volunteer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W&amp;here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W&amp;hy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W&amp;hy, in a few words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W&amp;orth of one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waited</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for a meeting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for a second person</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for the decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting to be printed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ways out side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We checked who was calling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>We found &amp;out on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Week</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Week after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Week before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Week of sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welfare Desk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welfare rights advisor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Went out after a withdrawal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wh&amp;ere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wh&amp;o does it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wh&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wh&amp;y challenged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What &amp;came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What &amp;kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What &amp;kind of paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What &amp;matters to them, in their words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What &amp;part of a record it is like</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a&amp;bout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What and who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What became of &amp;it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What becomes of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What becomes of it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What comes in and goes out, each line as the client gives it, under a name of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What could be claimed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What decisions bring and what is owed to whom is shown here; both are recorded on a case.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do they &amp;ask?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do they &amp;want?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What does it do for the clai&amp;m?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has already gone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has reached its last day is listed here, with its rule.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is &amp;prepared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is held, and until when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is it &amp;for?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is lacking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is not done &amp;reliably</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is o&amp;wned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is opened, and with what</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is paid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is past its day can then be erased; nothing goes by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is taken out, or taken back with Ctrl+Z, waits here for thirty days. An issued letter, a consent or a confirmed gain is never removed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is to be &amp;recorded?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is to be found out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it &amp;does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it &amp;rests on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it brings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is a&amp;bout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is ab&amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it may bring, with what is paid once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it opens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it prints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it was, and what was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What letters say is looked in when you ask: issued letters of clients you work with are opened one by one. Each that quotes the record asks for consent, and stands in the client's log of who has looked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What matters to the client in their own words, and other support found for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What may we &amp;do?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What must happen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What people said about us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands of this case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stops it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the amount rests on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the client must be told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the consent check answers, and what to do next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the copy holds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the grant brought</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the record does not say yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the record says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the record says is sealed. Looking in it opens the notes of clients you work with, where their consent lets you read, and stands in each one's log of who has looked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the row says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the two files say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they &amp;are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they &amp;met with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they &amp;need</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they a&amp;re</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they agree to, refuse or take back is listed here, with the notes made under it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they wa&amp;nt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What this practice was told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to &amp;know before any contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to claim</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to leave out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was &amp;agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was &amp;decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was &amp;found?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was &amp;said or seen, in their words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was &amp;talked through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was &amp;wrong with the entry?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was asked and answered, how often, in what way it was explained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was being saved when the screen was hidden was not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was decided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was done, or why not</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was paid must go &amp;back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was talked through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was talked through and agreed, read by the two of you and a manager.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What we do &amp;differently</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What would be said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you have typed is not kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you know yourself: what you saw, what the client told you. Nothing from the record belongs here; that is a statement on a note.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you say to the tribunal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you see first when the desk opens, unless you were still typing somewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you see now is theirs; yours has not been saved. Do it again if it still needs doing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you typed is still here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you would call it in the index</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What's new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When it &amp;came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When this client asks for a copy of what we hold about them, record it at the right: the answer is due within a month. What may not be given is shown here, with the reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a client finds it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where a row does not say &amp;how often</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where another service led: the outcome is shared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it &amp;comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it came from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it is no client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the 72 hours come from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the desk is &amp;kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the value is &amp;from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where there is no printer, a letter or a pack can wait here: choose Print later on its page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where these days come from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether they can decide this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which &amp;notes: no more than are needed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which &amp;part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which &amp;parts are read?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which &amp;parts?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which &amp;power</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which benefit opens which</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which form</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which kind of &amp;grant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While nobody touches the computer. Your PIN shows it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who &amp;answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who &amp;decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who &amp;does it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who &amp;goes, one a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who &amp;told us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who acts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who acts for them: appointee, attorney, guardian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who asked, when, by what paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who came</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who came?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who can open it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who cancelled?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who decides</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who decides: capacity, or a death</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who else owes the whole of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who else was &amp;there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who else was there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who has looked at this client</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who heard it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is &amp;given it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is rebooked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who it goes to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who lives there (several may apply)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who may be told of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who may decide instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who may i&amp;t go to?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who reads them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who said so, and where it is written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who they &amp;are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who they are kept apart from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who to tell</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who we told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who, and with whom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who, at the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whoever has the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose &amp;record?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose bank &amp;holidays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose is the &amp;house?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whose time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why it was refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why the client is not &amp;told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With GP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With clients' names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the GP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Withdraw this offer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without one a body may refuse to talk to us, and no letter in the client's name goes there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without this no offer can be sent from it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word files (*.docx)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words of a note, a name, a reference, a service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words to look for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work and training</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbook (*.xlsx);;CSV (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workbooks and CSV files (*.xlsx *.xlsm *.csv);;All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worked out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Workers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worth each</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worth in a &amp;year</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a letter of any kind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note to the practice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a note: it is saved as you type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write down above what it agreed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write in the journal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it in English only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write one to sign</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the closing letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to creditors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to several creditors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to them at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write what you want to say, or take the paragraph out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written &amp;by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written o&amp;ff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wrote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You and this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You can put it back from Recently removed for thirty days; after that it is gone for good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no saved filters yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Young carer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your &amp;job title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your &amp;passphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your &amp;telephone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your answers are saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your pa&amp;ssphrase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your passphrase &amp;now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>again_on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>agreed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked_us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>confirmed_by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft_next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>her mother</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ink</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking in the sealed notes…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>looking…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none to decide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>overdue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quiet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>soon</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first 500 of each kind: type more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the first matters most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wd-agency-public-...</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
