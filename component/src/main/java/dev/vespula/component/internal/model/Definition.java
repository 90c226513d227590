package dev.vespula.component.internal.model;

import java.util.List;
import java.util.Optional;

/** A definition of a component. Each but {@link OfCustomSection} and {@link OfStart} adds to index spaces. Binary.md. */
public sealed interface Definition {
    /** Where it begins in the outermost file, in bytes; in text, where its first token stands, in bytes. */
    int offset();

    /** A core module. */
    record OfCoreModule(int offset, Slice binary) implements Definition {}

    /** A core instance made of a core module; arguments are core instances. */
    record OfCoreInstance(int offset, int module, List<Argument> arguments) implements Definition {}

    /** A core instance that is a bag of exports. */
    record OfCoreExports(int offset, List<Argument> exports) implements Definition {}

    /** A core type. */
    record OfCoreType(int offset, CoreType type) implements Definition {}

    /** A nested component. */
    record OfComponent(int offset, ComponentModel component) implements Definition {}

    /** An instance made of a component. */
    record OfInstance(int offset, int component, List<Argument> arguments) implements Definition {}

    /** An instance that is a bag of exports. */
    record OfExports(int offset, List<NamedExport> exports) implements Definition {}

    /** An alias. */
    record OfAlias(int offset, Alias alias) implements Definition {}

    /** A type. */
    record OfType(int offset, TypeDefinition type) implements Definition {}

    /** A canonical definition. */
    record OfCanon(int offset, Canon canon) implements Definition {}

    /** The start function. */
    record OfStart(int offset, int function, List<Integer> arguments, int results) implements Definition {}

    /** An import. */
    record OfImport(int offset, ExternName name, ExternDescription description) implements Definition {}

    /** An export, which adds to the index space of its sort too. */
    record OfExport(int offset, ExternName name, Sort sort, int index, Optional<ExternDescription> ascribed)
            implements
                Definition {}

    /** A custom section other than {@code component-name}. */
    record OfCustomSection(int offset, String name, Slice content) implements Definition {}

    /** A name, and what has an index: an argument of an instantiation, an export of a core instance. */
    record Argument(String name, Sort sort, int index) {}

    /** An export of a bag. */
    record NamedExport(ExternName name, Sort sort, int index) {}
}
