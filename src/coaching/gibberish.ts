const rows = /[qwertyuiop]{5,}|[asdfghjkl]{5,}|[zxcvbnm]{5,}/i;
const ordinaryRows = /^(property|proper|type(writer|d)?|quite|write|writer|require|report(er)?|territory|priority|poetry|pottery|power|prior|route|router|tower|troop|true|equip|equity|query|retire|territor|worry|were|pretty|try|tree|youtube|outer|utter|output|input|error|flask|glass|flash|dash|lads?|salads?|alas|falls|halls|glad|lash|slash|ask|sadly|gladly|falsd)/i;

/** Whether a text is a fall upon the keyboard rather than words. */
export function isGibberish(text: string): boolean {
	const words = text.match(/\p{L}{3,}/gu) ?? [];
	const odd = words.filter(isOdd);
	return words.length > 0 && odd.length * 2 > words.length;
}

function isOdd(word: string): boolean {
	if (!/^[a-z]+$/i.test(word)) return false;
	if (rows.test(word) && !ordinaryRows.test(word)) return true;
	if (/(.)\1{3,}/i.test(word)) return false;
	return word.length >= 4 && (!/[aeiouy]/i.test(word) || /[bcdfghjklmnpqrstvwxz]{5,}/i.test(word)) && !/[A-Z]{2,}/.test(word) && !/^(pls|plz|thx|hmmm*|tbh|mgmt|mgr|dept|wknd)$/i.test(word);
}
