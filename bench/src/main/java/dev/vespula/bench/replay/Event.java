package dev.vespula.bench.replay;

/** The numbers in traces: of events, and of kinds of things in them. */
final class Event {
    /** JavaScript makes something: its number, and its type with limits or content. */
    static final int MEMORY = 0x01;
    static final int TABLE = 0x02;
    static final int GLOBAL = 0x03;
    static final int TAG = 0x07;
    /** Instance, module, and where each import comes from. */
    static final int INSTANCE = 0x04;
    static final int INSTANTIATED = 0x05;
    /** Kind, number, instance and name of an export. */
    static final int TAKEN = 0x06;
    /** Function and arguments; the calls of the host in it follow. */
    static final int CALL = 0x10;
    /** Results. */
    static final int RETURNED = 0x11;
    /** Kind of exception, with a text if it was a trap. */
    static final int THREW = 0x12;
    /** Instance, index of the import, arguments; what the host does meanwhile follows. */
    static final int HOST_CALL = 0x20;
    /** Results. */
    static final int HOST_RETURNED = 0x21;
    /** Kind of exception. */
    static final int HOST_THREW = 0x22;
    /** Memory and a list of places with bytes. */
    static final int WRITE = 0x30;
    static final int GROW_MEMORY = 0x31;
    static final int SET_TABLE = 0x40;
    static final int GROW_TABLE = 0x41;
    static final int SET_GLOBAL = 0x50;
    /** Memory, size, CRC-32. */
    static final int CHECKSUM = 0x60;
    static final int END = 0xff;

    /** Kinds of exports that are taken. */
    static final int OF_TABLE = 1;
    static final int OF_MEMORY = 2;
    static final int OF_GLOBAL = 3;
    static final int OF_TAG = 4;

    /** Where an import comes from. */
    static final int OF_HOST = 0;
    static final int OF_FUNCTION = 1;
    static final int FROM_MEMORIES = 2;
    static final int FROM_TABLES = 3;
    static final int FROM_GLOBALS = 4;
    static final int FROM_TAGS = 5;

    private Event() {}
}
