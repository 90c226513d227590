package dev.vespula.cli;

import dev.vespula.cli.Surroundings.Shown;

/** When output has colours. */
enum ColorChoice {
    AUTO, ALWAYS, NEVER;

    /** What {@code --color} says. */
    static ColorChoice of(Option option) {
        if (!option.isGiven()) {
            return AUTO;
        }
        return switch (option.value()) {
            case "auto" -> AUTO;
            case "always" -> ALWAYS;
            case "never" -> NEVER;
            default -> throw option.badValue("always, never or auto");
        };
    }

    Paint paint(Surroundings surroundings, Shown stream) {
        boolean isColoured = switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> surroundings.isTerminal(stream) && mayColour(surroundings);
        };
        return isColoured ? Paint.COLOURED : Paint.PLAIN;
    }

    /** As no-color.org asks: any value but an empty one switches colours off. */
    private static boolean mayColour(Surroundings surroundings) {
        return surroundings.variables().getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(surroundings.variables().get("TERM"));
    }
}
