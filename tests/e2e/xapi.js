// SPDX-License-Identifier: GPL-3.0-or-later
// xapi.js FILE: checks with an independent validator that each line is a valid xAPI 1.0.3 statement, and that the
// validator rejects spoilt ones.
const fs = require('fs')
const validate = require('@learninglocker/xapi-validation').default
const lines = fs.readFileSync(process.argv[2], 'utf8').split('\n').filter((line) => line)
let bad = 0

lines.forEach((line, i) => {
	const problems = validate(JSON.parse(line))
	if (problems.length) {
		bad++
		console.log(`line ${i + 1}: ${JSON.stringify(problems).slice(0, 400)}`)
	}
})
const spoil = [
	(s) => { s.id = 'one' },
	(s) => { s.timestamp = '2023-11-14 22:13' },
	(s) => { s.result.score = { raw: 3, max: 2 } },
	(s) => { s.result.duration = '20 s' },
	(s) => { s.context.registration = s.context.registration.slice(1) },
]
const spoilDefinition = [
	(s) => { s.object.definition.name = { fr_FR: 'x' } },
	(s) => { s.object.definition.interactionType = 'guess' },
]
for (const f of spoil.concat(spoilDefinition)) {
	const words = spoilDefinition.includes(f) ? '"interactionType"' : '/answered"'
	const s = JSON.parse(lines.find((line) => line.includes(words)))
	f(s)
	if (!validate(s).length) {
		bad++
		console.log(`not noticed: ${f}`)
	}
}
console.log(`${lines.length} statements, ${bad} bad`)
process.exit(bad ? 1 : 0)
