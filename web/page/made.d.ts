declare module 'losslab:formulas' {
	const formulas: Record<string, { tex: string; mathml: string; where: string }>
	export default formulas
}
