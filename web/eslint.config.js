import js from '@eslint/js'
import globals from 'globals'

export default [
	{ ignores: ['dist/'] },
	js.configs.recommended,
	{
		languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: { ...globals.browser, ...globals.node } },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			eqeqeq: 'error',
			'no-var': 'error',
			'prefer-const': 'error',
			'no-param-reassign': 'off',
			'no-shadow': ['error', { allow: ['loss', 'name'] }],
			'object-shorthand': 'error',
		},
	},
]
