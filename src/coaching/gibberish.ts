const alongTheKeys =
	/qwer|asdf|sdfg|dfgh|fghj|ghjk|hjkl|zxcv|xcvb|cvbn|vbnm|uiop|poiu|lkjh|kjhg|fdsa|rewq|^(asd|jkl|qwe|dsa)$/i;
const unspeakable =
	/^[^aeiouyàáâäåæèéêëìíîïòóôöøùúûü\d]{5,}$|[bcdfghjklmnpqrstvwxz]{6,}/i;
const drawnOut = /(.)\1{3,}/i;
const stuckKey = /(.)\1{6,}/i;

/** Whether a text is a fall upon the keyboard rather than words. */
export function isGibberish(text: string): boolean {
	const words = text.match(/\p{L}{3,}/gu) ?? [];
	const odd = words.filter(
		(word) =>
			/^[a-z]+$/i.test(word) &&
			(stuckKey.test(word) ||
				alongTheKeys.test(word) ||
				(unspeakable.test(word) && !drawnOut.test(word))),
	);
	return odd.length * 2 > words.length;
}
