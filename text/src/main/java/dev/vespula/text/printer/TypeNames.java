package dev.vespula.text.printer;

/** What core types are called where they are printed. */
interface TypeNames {
    /** What stands behind the word {@code type} where the type is defined. */
    String definition(int type);

    /** How other places refer to a type. */
    String reference(int type);

    /** Names of the fields of a struct. */
    Names fields(int type);
}
