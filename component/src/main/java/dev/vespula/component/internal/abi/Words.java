package dev.vespula.component.internal.abi;

/** How traps are worded: differently between guests than between a guest and the host, as the tests have it. */
enum Words {
    BETWEEN_GUESTS {
        @Override
        String contentOutside(String what) {
            return what + " content out-of-bounds";
        }

        @Override
        String allocatedUnaligned() {
            return "unaligned pointer";
        }

        @Override
        String allocatedOutside(String what) {
            return contentOutside(what);
        }
    },
    WITH_HOST {
        @Override
        String contentOutside(String what) {
            return what + " pointer/length out of bounds of memory";
        }

        @Override
        String allocatedUnaligned() {
            return "realloc return: result not aligned: unaligned pointer";
        }

        @Override
        String allocatedOutside(String what) {
            return "realloc return: beyond end of memory";
        }
    };

    abstract String contentOutside(String what);

    abstract String allocatedUnaligned();

    abstract String allocatedOutside(String what);
}
