package dev.vespula;

/**
 * When the functions of a module are validated and translated. Where fuel is metered, this also says what the first call of a
 * function in each instance is charged for, see {@link FuelCosts}; what was translated or compiled already makes no difference.
 *
 * <pre>{@code
 * Engine quickToLoad = Engine.of(new Config().withCompilationMode(CompilationMode.LAZY));
 * }</pre>
 */
public enum CompilationMode {
    /** Both when the module is made. */
    EAGER,
    /** Validation when the module is made, translation of a function when it is first called. The default. */
    LAZY_TRANSLATION,
    /**
     * Both when a function is first called: an invalid function is found only then, as an {@link InvalidException} from
     * the call. Fastest start; not what the specification says.
     */
    LAZY
}
