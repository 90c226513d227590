package dev.vespula.component.internal.binary;

/**
 * Limits that always hold. The figures are those of the decoder most tools use, so that what they accept is accepted; without
 * them a small file could name more than a machine can hold.
 */
public final class ComponentLimits {
    public static final int COMPONENT_BYTES = 1 << 30;
    public static final int TYPES = 1_000_000;
    public static final int FUNCTIONS = 1_000_000;
    public static final int IMPORTS = 1_000_000;
    public static final int EXPORTS = 1_000_000;
    public static final int CORE_MODULES = 1_000;
    public static final int COMPONENTS = 1_000;
    /** Core instances and component instances together. */
    public static final int INSTANCES = 1_000;
    public static final int DECLARATIONS = 1_000_000;
    public static final int MODULE_DECLARATIONS = 100_000;
    /** Of a record, variant, tuple or enum. */
    public static final int MEMBERS = 10_000;
    /** Of a function. */
    public static final int PARAMS = 1_000;
    /** So many are read; that there may be 32 is a rule of validation. */
    public static final int FLAGS = 1_000;
    public static final int ARGUMENTS = 100_000;
    public static final int BAG_EXPORTS = 100_000;
    public static final int OPTIONS = 10;
    public static final int STRING_BYTES = 100_000;
    /** How deep types may be nested, and components within components and types. */
    public static final int DEPTH = 100;

    private ComponentLimits() {}
}
