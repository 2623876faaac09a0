" SPDX-License-Identifier: GPL-3.0-or-later
" A lesson of Vigie is an .ini file with one of its names, or a translation beside one of them.
function! s:Detect() abort
	for name in ['lesson', 'scenario', 'course', 'help', 'workshop']
		let main = expand('<afile>:p:h') . '/' . name . '.ini'
		if filereadable(main) && match(readfile(main, '', 100), '^\[' . name . '\]') >= 0
			set filetype=vigie
			return
		endif
	endfor
endfunction
autocmd BufNewFile,BufRead *.ini call s:Detect()
