" SPDX-License-Identifier: GPL-3.0-or-later
" Lessons of Vigie: texts are quoted, values for the program bare, one key a line.
if exists('b:current_syntax')
	finish
endif
syntax case match
syntax spell notoplevel

syntax match vigieSection /^\[[a-z]\+\( [a-z0-9-]\+\)\=\]\s*$/
syntax match vigieKey /^[a-z0-9_.-]\+\ze\s*=/
syntax match vigieValue /=\s*\zs[^"[:space:]].*$/
syntax match vigieComment /^[;#].*$/ contains=vigieMark
" what a translator has to do
syntax match vigieMark /^; STALE\>/ contained
syntax match vigieMark /^;\ze[a-z0-9_.-]\+ = "…"/ contained

syntax region vigieText matchgroup=vigieQuote start=/=\s*\zs"/ end=/"\s*$/ oneline contains=vigieFact,vigieGap,vigieEmphasis,vigieLiteral,vigieWrong,@Spell
syntax match vigieFact /{[a-z0-9-]\+\(\.[a-z]\+\)\=}/ contained
syntax match vigieGap /\[[a-z]\]/ contained
syntax match vigieEmphasis /\*[^* ]\([^*]*[^* ]\)\=\*/ contained
syntax match vigieLiteral /\*\*\|||/ contained

" a straight quote inside a text ends it; a backslash is not understood
syntax match vigieWrong /"\ze.*"\s*$/ contained
syntax match vigieWrong /\\/ contained
" typographic quotes around a text, and a text without its end
syntax match vigieWrong /=\s*\zs[“”„«»].*$/
syntax match vigieWrong /=\s*\zs"[^"]*$/

highlight default link vigieSection Structure
highlight default link vigieKey Identifier
highlight default link vigieValue Constant
highlight default link vigieComment Comment
highlight default link vigieMark Todo
highlight default link vigieQuote Delimiter
highlight default link vigieText String
highlight default link vigieFact PreProc
highlight default link vigieGap PreProc
highlight default link vigieEmphasis Special
highlight default link vigieLiteral SpecialChar
highlight default link vigieWrong Error

let b:current_syntax = 'vigie'
