import { program } from './code.js'
import { LossElement } from './element.js'
import { LANGUAGES, programCard } from './program.js'
import { code } from './styles/code.js'

const languages = Object.entries(LANGUAGES)

/** The number shown as a program to copy. */
export class LossCode extends LossElement {
	static css = code
	static isPatient = true

	render() {
		return programCard(this, languages, (language) => program(this.state, language))
	}
}
