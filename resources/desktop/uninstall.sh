#!/bin/sh
# Takes the program out again. Your desks, their backups and this computer's settings are left where they are.
set -eu
share=${XDG_DATA_HOME:-$HOME/.local/share}
opt=$share/welfare-desk
name=scot.welfaredesk.WelfareDesk
desks=$("$opt/welfare-desk" doctor --desks 2>/dev/null | head -n 1) || desks=""
rm -f "$share/applications/$name.desktop" "$share/metainfo/$name.metainfo.xml" \
    "$share/icons/hicolor/scalable/apps/$name.svg" "$HOME/.local/bin/welfare-desk"
rm -rf "$opt"
echo "Welfare Desk is taken out. Your desks are left as they are, encrypted."
[ -z "$desks" ] || echo "$desks"
echo "Settings are left in ${XDG_CONFIG_HOME:-$HOME/.config}/welfare-desk."
