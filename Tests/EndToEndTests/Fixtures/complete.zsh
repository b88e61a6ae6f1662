# What the completion makes of words that are typed at a zsh, followed by a tab. usage: zsh complete.zsh FILE WORD...
zmodload zsh/zpty
file=$1
shift
zpty typed zsh -f -i
zpty -w typed 'unset zle_bracketed_paste; fpath=('"${file:h}"' $fpath); autoload -Uz compinit; compinit -u -D
show() { print -r -- "<$BUFFER>"; }; zle -N show; bindkey "^X" show; bindkey "^I" complete-word; PROMPT="rea""dy>"'
zpty -r typed text '*ready>*'
zpty -w -n typed "$*"$'\t\x18'
zpty -r typed text '*<*>*'
print -r -- "${${text##*<}%%>*}"
zpty -d typed
