/** Contrast of two colours as WCAG 2.2 defines it: 1 to 21. */
export function contrast(one: string, other: string): number {
	const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
	return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
	const [red = 0, green = 0, blue = 0] = channels(colour).map((value) =>
		value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
	);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @throws for a colour that is not written in hexadecimal */
function channels(colour: string): number[] {
	const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour)?.[1];
	if (digits === undefined) throw new Error(`${colour} is no colour in hexadecimal`);
	const size = digits.length / 3;
	return [0, 1, 2].map((index) => {
		const part = digits.slice(index * size, (index + 1) * size);
		return parseInt(size === 1 ? part + part : part, 16) / 255;
	});
}
