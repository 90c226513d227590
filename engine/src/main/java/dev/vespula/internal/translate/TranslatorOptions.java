package dev.vespula.internal.translate;

/**
 * What a translation depends on besides the module.
 *
 * @param operatorCosts costs of the operators, or null when executions do not use fuel: then nothing is emitted for it
 */
public record TranslatorOptions(OperatorCosts operatorCosts) {
    /** Translation without fuel. */
    public static final TranslatorOptions DEFAULT = new TranslatorOptions(null);
}
