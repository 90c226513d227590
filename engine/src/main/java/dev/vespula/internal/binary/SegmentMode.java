package dev.vespula.internal.binary;

/** When a segment takes effect. */
public enum SegmentMode {
    /** Copied when the module is instantiated. */
    ACTIVE,
    /** Copied by instructions. */
    PASSIVE,
    /** Only declares functions for {@code ref.func}. */
    DECLARATIVE
}
