package dev.vespula;

/** When the functions of a module are validated and translated. */
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
