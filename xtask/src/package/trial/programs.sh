# Every program starts, is told in its manual page with each of its options, and the shells take the completions.
for program in tenantatlas tenantatlas-gateway tenantatlas-monitor; do
    "$program" --version | grep --quiet "^$program "
    manual=$(find /usr/share/man -name "$program.[18].gz")
    "$program" --help | grep --only-matching --extended-regexp -- '--[a-z-]+' | sort --unique | while read -r option; do
        # By whole words, in a manual page without its fonts and escapes.
        zcat "$manual" | sed 's/\\f.//g; s/\\//g' | grep --quiet --word-regexp -- "$option" || {
            echo "$option of $program is not in its manual page" >&2
            exit 1
        }
    done
done
man --warnings tenantatlas-watch >/dev/null
bash -c '. /usr/share/bash-completion/completions/tenantatlas; complete -p tenantatlas' >/dev/null
test -s /usr/share/zsh/vendor-completions/_tenantatlas
test -s /usr/share/fish/vendor_completions.d/tenantatlas.fish
