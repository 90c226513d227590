package dev.vespula.wasi;

import dev.vespula.types.FuncType;
import dev.vespula.types.ValType;
import java.util.Locale;

/** The functions of {@code wasi_snapshot_preview1}. A constant's name in lower case is the function's. */
enum Function {
    ARGS_GET(Group.PROCESS, "ii"),
    ARGS_SIZES_GET(Group.PROCESS, "ii"),
    ENVIRON_GET(Group.PROCESS, "ii"),
    ENVIRON_SIZES_GET(Group.PROCESS, "ii"),
    CLOCK_RES_GET(Group.PROCESS, "ii"),
    CLOCK_TIME_GET(Group.PROCESS, "ili"),
    RANDOM_GET(Group.PROCESS, "ii"),
    PROC_EXIT(Group.PLAIN, "i"),
    PROC_RAISE(Group.PLAIN, "i"),
    SCHED_YIELD(Group.PLAIN, ""),
    FD_ADVISE(Group.PLAIN, "illi"),
    FD_ALLOCATE(Group.PLAIN, "ill"),
    FD_CLOSE(Group.PLAIN, "i"),
    FD_DATASYNC(Group.PLAIN, "i"),
    FD_FDSTAT_GET(Group.DESCRIPTOR, "ii"),
    FD_FDSTAT_SET_FLAGS(Group.PLAIN, "ii"),
    FD_FDSTAT_SET_RIGHTS(Group.PLAIN, "ill"),
    FD_FILESTAT_GET(Group.DESCRIPTOR, "ii"),
    FD_FILESTAT_SET_SIZE(Group.PLAIN, "il"),
    FD_FILESTAT_SET_TIMES(Group.PLAIN, "illi"),
    FD_PREAD(Group.DESCRIPTOR, "iiili"),
    FD_PRESTAT_GET(Group.DESCRIPTOR, "ii"),
    FD_PRESTAT_DIR_NAME(Group.DESCRIPTOR, "iii"),
    FD_PWRITE(Group.DESCRIPTOR, "iiili"),
    FD_READ(Group.DESCRIPTOR, "iiii"),
    FD_READDIR(Group.DESCRIPTOR, "iiili"),
    FD_RENUMBER(Group.PLAIN, "ii"),
    FD_SEEK(Group.DESCRIPTOR, "ilii"),
    FD_SYNC(Group.PLAIN, "i"),
    FD_TELL(Group.DESCRIPTOR, "ii"),
    FD_WRITE(Group.DESCRIPTOR, "iiii"),
    PATH_CREATE_DIRECTORY(Group.PATH, "iii"),
    PATH_FILESTAT_GET(Group.PATH, "iiiii"),
    PATH_FILESTAT_SET_TIMES(Group.PATH, "iiiilli"),
    PATH_LINK(Group.PATH, "iiiiiii"),
    PATH_OPEN(Group.PATH, "iiiiillii"),
    PATH_READLINK(Group.PATH, "iiiiii"),
    PATH_REMOVE_DIRECTORY(Group.PATH, "iii"),
    PATH_RENAME(Group.PATH, "iiiiii"),
    PATH_SYMLINK(Group.PATH, "iiiii"),
    PATH_UNLINK_FILE(Group.PATH, "iii"),
    POLL_ONEOFF(Group.WAIT, "iiii"),
    SOCK_ACCEPT(Group.WAIT, "iii"),
    SOCK_RECV(Group.WAIT, "iiiiii"),
    SOCK_SEND(Group.WAIT, "iiiii"),
    SOCK_SHUTDOWN(Group.PLAIN, "ii");

    private final Group group;
    private final String params;

    /** @param params a letter per parameter: {@code i} for i32, {@code l} for i64 */
    Function(Group group, String params) {
        this.group = group;
        this.params = params;
    }

    /** Which part of {@link Preview1} knows the function. */
    enum Group {
        /** Works without a memory. */
        PLAIN,
        PROCESS,
        DESCRIPTOR,
        PATH,
        /** May wait for others: polling and sockets. */
        WAIT
    }

    Group group() {
        return group;
    }

    /** Which argument is the descriptor that the function works on, -1 for none, or none for longer than a moment. */
    int descriptor() {
        return switch (this) {
            case PROC_EXIT, PROC_RAISE, SCHED_YIELD, POLL_ONEOFF -> -1;
            case PATH_SYMLINK -> 2;
            default -> group == Group.PROCESS ? -1 : 0;
        };
    }

    /** Which argument is a second descriptor that the function works on, -1 for none. */
    int otherDescriptor() {
        return switch (this) {
            case FD_RENUMBER -> 1;
            case PATH_RENAME -> 3;
            case PATH_LINK -> 4;
            default -> -1;
        };
    }

    /** The name in imports. */
    String importName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type; every function but {@code proc_exit} has an errno as its only result. */
    FuncType type() {
        ValType[] types = new ValType[params.length()];
        for (int i = 0; i < types.length; i++) {
            types[i] = params.charAt(i) == 'l' ? ValType.I64 : ValType.I32;
        }
        return this == PROC_EXIT ? FuncType.of(types) : FuncType.of(types).returning(ValType.I32);
    }
}
