package dev.vespula.text.parser;

import dev.vespula.text.syntax.Keyword;

/** What can be imported and exported. */
enum ExternKind {
    FUNC(0, "function"), TABLE(1, "table"), MEMORY(2, "memory"), GLOBAL(3, "global"), TAG(4, "tag");

    private final int code;
    private final String noun;

    ExternKind(int code, String noun) {
        this.code = code;
        this.noun = noun;
    }

    int code() {
        return code;
    }

    String noun() {
        return noun;
    }

    /** The kind a keyword names, or null. */
    static ExternKind of(Keyword keyword) {
        if (keyword == null) {
            return null;
        }
        return switch (keyword) {
            case FUNC -> FUNC;
            case TABLE -> TABLE;
            case MEMORY -> MEMORY;
            case GLOBAL -> GLOBAL;
            case TAG -> TAG;
            default -> null;
        };
    }

    IndexSpace space(ModuleScope scope) {
        return switch (this) {
            case FUNC -> scope.functions;
            case TABLE -> scope.tables;
            case MEMORY -> scope.memories;
            case GLOBAL -> scope.globals;
            case TAG -> scope.tags;
        };
    }
}
