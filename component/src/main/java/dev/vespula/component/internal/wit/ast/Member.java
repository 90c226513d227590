package dev.vespula.component.internal.wit.ast;

import java.util.List;

/** What stands in an interface or a world. */
public sealed interface Member {
    Attributes attributes();

    /** {@code use path.{names}}. */
    record Use(Attributes attributes, UsePath from, List<Renaming> names) implements Member {}

    record Type(String docs, Attributes attributes, Id name, TypeBody body) implements Member {}

    record Function(FunctionDeclaration function) implements Member {
        @Override
        public Attributes attributes() {
            return function.attributes();
        }
    }

    /** {@code include path with {names}}, in worlds only. */
    record Include(Attributes attributes, UsePath from, List<Renaming> names) implements Member {}

    /** {@code import} or {@code export}, in worlds only. */
    record Extern(Direction direction, String docs, Attributes attributes, Target target) implements Member {}

    enum Direction {
        IMPORT("import"), EXPORT("export");

        private final String word;

        Direction(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** What is imported or exported. */
    sealed interface Target {
        /** The identifier that stands for it. */
        Id id();

        /** {@code name: interface {...}}. */
        record Inline(Id id, List<Member> members) implements Target {}

        /** {@code path}. */
        record Path(UsePath path) implements Target {
            @Override
            public Id id() {
                return path.name();
            }
        }

        /** {@code name: path}. */
        record NamedPath(Id id, UsePath path) implements Target {}

        /** {@code name: func(...)}. */
        record Func(FunctionDeclaration function) implements Target {
            @Override
            public Id id() {
                return function.name();
            }
        }
    }
}
