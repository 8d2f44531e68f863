import { mostChoices, type Suggestion } from "../slack/suggestion.js";
import { holidayCountries } from "./holiday-files.js";
import { countryOption, noCountryOption } from "./nudges-modal.js";

/** The countries that fit what was typed, and none. */
export function countryOptions(): Suggestion {
	return async (typed) => {
		const wanted = typed.trim().toLowerCase();
		const starts = (name: string) =>
			name.toLowerCase().startsWith(wanted) ? 0 : 1;
		const found = [...(await holidayCountries())]
			.filter(
				([code, name]) =>
					name.toLowerCase().includes(wanted) || code.toLowerCase() === wanted,
			)
			.sort(([, a], [, b]) => starts(a) - starts(b) || a.localeCompare(b));
		const choices = found
			.slice(0, mostChoices - 1)
			.map(([code, name]) => countryOption(code, name));
		return wanted === ""
			? [noCountryOption, ...choices]
			: [...choices, noCountryOption];
	};
}
