package dev.vespula.component.internal.model;

import java.util.List;

/** A type of core WebAssembly within a component. Binary.md, {@code core:type}. */
public sealed interface CoreType {

    /**
     * A recursion group, as the type section of a core module would have it. It refers to types by indices of the component's
     * core types.
     *
     * @param binary a {@code rectype}, without the zero that components put before a non-final {@code sub}
     */
    record OfGroup(Slice binary) implements CoreType {}

    /** The type of a core module. */
    record OfModule(List<ModuleDeclaration> declarations) implements CoreType {}

    /** A declaration in the type of a core module. Types have indices of their own there. */
    sealed interface ModuleDeclaration {
        /** Where it begins in the outermost file. */
        int offset();

        /**
         * An import.
         *
         * @param description kind and type as in the import section of a core module
         */
        record OfImport(int offset, String module, String name, Slice description) implements ModuleDeclaration {}

        /**
         * An export.
         *
         * @param description kind and type as in the import section of a core module
         */
        record OfExport(int offset, String name, Slice description) implements ModuleDeclaration {}

        /** A type: {@link OfGroup}. */
        record OfType(int offset, OfGroup type) implements ModuleDeclaration {}

        /** A core type of an enclosing scope: {@code count} scopes outwards, 1 is the component around this type. */
        record OfOuterType(int offset, int count, int index) implements ModuleDeclaration {}
    }
}
