#!/bin/sh
# Puts this folder's program among your own: its place in the menu, its icon, the command welfare-desk.
# Nothing is written outside your home folder. uninstall.sh takes it all out again and leaves your desks.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
opt=$share/welfare-desk
name=scot.welfaredesk.WelfareDesk
[ "$here" != "$opt" ] || { echo "It is installed already, in $opt."; exit 0; }
mkdir -p "$share/applications" "$share/metainfo" "$share/icons/hicolor/scalable/apps" "$HOME/.local/bin"
rm -rf "$opt"
cp -R "$here" "$opt"
desktop=$opt/_internal/welfare_desk/_resources/desktop
sed "s|^Exec=.*|Exec=\"$opt/welfare-desk\"|" "$desktop/$name.desktop" > "$share/applications/$name.desktop"
cp "$desktop/$name.metainfo.xml" "$share/metainfo/"
cp "$desktop/$name.svg" "$share/icons/hicolor/scalable/apps/"
ln -sf "$opt/welfare-desk" "$HOME/.local/bin/welfare-desk"
echo "Welfare Desk is installed in $opt and stands in your menu."
