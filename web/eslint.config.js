import js from '@eslint/js'
import globals from 'globals'

export default [
	{ ignores: ['dist/'] },
	js.configs.recommended,
	{
		languageOptions: { ecmaVersion: 'latest', sourceType: 'module', globals: { ...globals.browser, ...globals.node } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			eqeqeq: 'error',
			'no-var': 'error',
			'prefer-const': 'error',
			'object-shorthand': 'error',
		},
	},
]
