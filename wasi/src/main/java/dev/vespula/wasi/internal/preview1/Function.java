package dev.vespula.wasi.internal.preview1;

import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.Locale;

/** The functions of {@code wasi_snapshot_preview1}. A constant's name in lower case is the function's. */
public enum Function {
    ARGS_GET("pp"),
    ARGS_SIZES_GET("pp"),
    ENVIRON_GET("pp"),
    ENVIRON_SIZES_GET("pp"),
    CLOCK_RES_GET("ip"),
    CLOCK_TIME_GET("ilp"),
    RANDOM_GET("pi"),
    PROC_EXIT("i"),
    PROC_RAISE("i"),
    SCHED_YIELD(""),
    FD_ADVISE("flli"),
    FD_ALLOCATE("fll"),
    FD_CLOSE("f"),
    FD_DATASYNC("f"),
    FD_FDSTAT_GET("fp"),
    FD_FDSTAT_SET_FLAGS("fi"),
    FD_FDSTAT_SET_RIGHTS("fll"),
    FD_FILESTAT_GET("fp"),
    FD_FILESTAT_SET_SIZE("fl"),
    FD_FILESTAT_SET_TIMES("flli"),
    FD_PREAD("fpilp"),
    FD_PRESTAT_GET("fp"),
    FD_PRESTAT_DIR_NAME("fpi"),
    FD_PWRITE("fpilp"),
    FD_READ("fpip"),
    FD_READDIR("fpilp"),
    FD_RENUMBER("ff"),
    FD_SEEK("flip"),
    FD_SYNC("f"),
    FD_TELL("fp"),
    FD_WRITE("fpip"),
    PATH_CREATE_DIRECTORY("fpi"),
    PATH_FILESTAT_GET("fipip"),
    PATH_FILESTAT_SET_TIMES("fipilli"),
    PATH_LINK("fipifpi"),
    PATH_OPEN("fipiillip"),
    PATH_READLINK("fpipip"),
    PATH_REMOVE_DIRECTORY("fpi"),
    PATH_RENAME("fpifpi"),
    PATH_SYMLINK("pifpi"),
    PATH_UNLINK_FILE("fpi"),
    POLL_ONEOFF("ppip"),
    SOCK_ACCEPT("fip"),
    SOCK_RECV("fpiipp"),
    SOCK_SEND("fpiip"),
    SOCK_SHUTDOWN("fi");

    private static final char DESCRIPTOR = 'f';
    private static final char POINTER = 'p';

    private final String params;

    /**
     * @param params a letter per parameter: {@code l} for i64, for i32 {@code f} if it is the number of a descriptor that the
     *     function works on, {@code p} if it is a pointer, else {@code i}
     */
    Function(String params) {
        this.params = params;
    }

    public boolean needsMemory() {
        return params.indexOf(POINTER) >= 0;
    }

    /** Which argument is the descriptor that the function works on, -1 for none, or none for longer than a moment. */
    public int descriptor() {
        return params.indexOf(DESCRIPTOR);
    }

    /** Which argument is a second descriptor that the function works on, -1 for none. */
    public int otherDescriptor() {
        return params.indexOf(DESCRIPTOR, descriptor() + 1);
    }

    /** The name in imports. */
    public String importName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type; every function but {@code proc_exit} has an errno as its only result. */
    public FuncType type() {
        ValType[] types = new ValType[params.length()];
        for (int i = 0; i < types.length; i++) {
            types[i] = params.charAt(i) == 'l' ? ValType.I64 : ValType.I32;
        }
        return this == PROC_EXIT ? FuncType.of(types) : FuncType.of(types).returning(ValType.I32);
    }
}
