package dev.vespula.internal.translate;

import dev.vespula.Config;

/**
 * What a translation depends on besides the module.
 *
 * @param operatorCosts costs of the operators, or null when executions do not use fuel: then nothing is emitted for it
 * @param nans          which NaNs operators give
 */
public record TranslatorOptions(OperatorCosts operatorCosts, NanResults nans) {
    /** Those of engines with a configuration. */
    public static TranslatorOptions of(Config config) {
        return new TranslatorOptions(config.isMetered() ? OperatorCosts.of(config.fuelCosts().operators()) : null,
                config.isDeterministic() ? NanResults.CANONICAL : NanResults.AS_COMPUTED);
    }
}
