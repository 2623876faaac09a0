" SPDX-License-Identifier: GPL-3.0-or-later
" :compiler vigie, then :make checks the file; :copen lists the messages, :cnext goes to the next.
if exists('current_compiler')
	finish
endif
let current_compiler = 'vigie'
CompilerSet makeprg=vigie\ check\ %:S
" columns are counted in cells of the screen, as %v does
CompilerSet errorformat=%f:%l:%v:\ %t%*[^:]:\ %m,%f:%l:\ %t%*[^:]:\ %m,%-G%.%#
