package dev.vespula.text.parser;

import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.CoreType;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.text.syntax.TokenKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A component, a type of one or of an instance, or a type of a core module, while its text is read: what has indices there. */
final class ComponentScope {
    /** What it is of. */
    enum Kind {
        COMPONENT, COMPONENT_TYPE, INSTANCE_TYPE, MODULE_TYPE
    }

    /** Deeper components than these cannot be valid, and would take the Java stack. */
    private static final int DEEPEST = 100;

    final ComponentScope around;
    final Kind kind;
    final List<Definition> definitions = new ArrayList<>();
    final List<Declaration> declarations = new ArrayList<>();
    final List<CoreType.ModuleDeclaration> moduleDeclarations = new ArrayList<>();
    /** Core types: the text of core modules is read with them. */
    final TypeTable coreTable = new TypeTable();
    final TypeParser coreTypes;

    private final Cursor cursor;
    private final int depth;
    private final Naming naming;
    private final Map<Sort, Map<Integer, Integer>> bound = new EnumMap<>(Sort.class);
    private final Map<Sort, Map<Integer, String>> names = new EnumMap<>(Sort.class);
    private final int[] counts = new int[Sort.values().length];
    /** Where the field or declaration begins that is read. */
    private int place;
    /** Exports that are written where something is defined: they come at the end. */
    private final List<Definition> inlineExports = new ArrayList<>();

    ComponentScope(Cursor cursor, ComponentScope around, Kind kind, Naming naming) {
        this.cursor = cursor;
        this.around = around;
        this.kind = kind;
        this.naming = naming;
        this.depth = around == null ? 0 : around.depth + 1;
        if (depth > DEEPEST) {
            throw cursor.error("nesting is too deep");
        }
        this.coreTypes = new TypeParser(cursor, reader -> read(Sort.CORE_TYPE), coreTable);
    }

    // ---- defining

    /** The byte where a token begins. */
    int offset(int token) {
        return cursor.tokens().start(token);
    }

    /** A field or declaration begins here: what it defines, inline too, comes from there. */
    void begin(int token) {
        place = offset(token);
    }

    int offset() {
        return place;
    }

    int count(Sort sort) {
        return counts[sort.ordinal()];
    }

    /** Adds to an index space. */
    int add(Sort sort, Naming naming) {
        int index = counts[sort.ordinal()]++;
        if (naming.id() != Cursor.NONE) {
            if (bound.computeIfAbsent(sort, space -> new HashMap<>()).putIfAbsent(naming.id(), index) != null) {
                throw naming.duplicate(cursor, sort.text());
            }
        }
        if (!naming.isEmpty()) {
            names.computeIfAbsent(sort, space -> new HashMap<>()).put(index, cursor.tokens().symbols().text(naming.name()));
        }
        return index;
    }

    int add(Sort sort) {
        return counts[sort.ordinal()]++;
    }

    void define(Definition definition) {
        definitions.add(definition);
    }

    void exportAtEnd(ExternName name, Sort sort, int index) {
        inlineExports.add(new Definition.OfExport(offset(), name, sort, index, Optional.empty()));
    }

    /** The definitions in their order, exports that were written inline last. */
    List<Definition> finish() {
        definitions.addAll(inlineExports);
        return definitions;
    }

    ComponentNames names() {
        Optional<String> own = naming.isEmpty() ? Optional.empty()
                : Optional.of(cursor.tokens().symbols().text(naming.name()));
        return own.isEmpty() && names.isEmpty() ? ComponentNames.NONE : new ComponentNames(own, names);
    }

    /** Adds a type; the index is that of the type. */
    int type(TypeDefinition type, Naming naming) {
        switch (kind) {
            case COMPONENT -> define(new Definition.OfType(offset(), type));
            case MODULE_TYPE -> throw cursor.unexpected("import, export, type or alias");
            default -> declarations.add(new Declaration.OfType(offset(), type));
        }
        return add(Sort.TYPE, naming);
    }

    int type(TypeDefinition type) {
        return type(type, Naming.NONE);
    }

    void coreType(CoreType type) {
        switch (kind) {
            case COMPONENT -> define(new Definition.OfCoreType(offset(), type));
            case MODULE_TYPE -> moduleDeclarations.add(new CoreType.ModuleDeclaration.OfType(offset(),
                    (CoreType.OfGroup) type));
            default -> declarations.add(new Declaration.OfCoreType(offset(), type));
        }
    }

    int alias(Alias alias, Naming naming) {
        switch (kind) {
            case COMPONENT -> define(new Definition.OfAlias(offset(), alias));
            case MODULE_TYPE -> {
                if (!(alias instanceof Alias.OfOuter outer) || outer.sort() != Sort.CORE_TYPE) {
                    throw cursor.error("only core types can be aliased in the type of a core module");
                }
                moduleDeclarations.add(new CoreType.ModuleDeclaration.OfOuterType(offset(), outer.count(), outer.index()));
            }
            default -> declarations.add(new Declaration.OfAlias(offset(), alias));
        }
        if (alias.sort() == Sort.CORE_TYPE) {
            coreTable.add(null);
        }
        return add(alias.sort(), naming);
    }

    /** Adds an import. */
    int imports(ExternName name, ExternDescription description, Naming naming) {
        if (kind == Kind.COMPONENT) {
            define(new Definition.OfImport(offset(), name, description));
        } else {
            declarations.add(new Declaration.OfImport(offset(), name, description));
        }
        return add(sort(description), naming);
    }

    /** Adds an export of a type of components or instances. */
    void exports(ExternName name, ExternDescription description, Naming naming) {
        declarations.add(new Declaration.OfExport(offset(), name, description));
        add(sort(description), naming);
    }

    private static Sort sort(ExternDescription description) {
        if (description instanceof ExternDescription.OfCoreModule) {
            return Sort.CORE_MODULE;
        }
        if (description instanceof ExternDescription.OfFunction) {
            return Sort.FUNCTION;
        }
        if (description instanceof ExternDescription.OfComponent) {
            return Sort.COMPONENT;
        }
        if (description instanceof ExternDescription.OfInstance) {
            return Sort.INSTANCE;
        }
        return description instanceof ExternDescription.OfValue || description instanceof ExternDescription.OfEqualValue
                ? Sort.VALUE
                : Sort.TYPE;
    }

    // ---- referring

    /** Reads a number, or an identifier of this scope or one around it: those get an alias here. */
    int read(Sort sort) {
        if (cursor.isAt(TokenKind.NATURAL)) {
            return cursor.readU32();
        }
        if (!cursor.isAt(TokenKind.ID)) {
            throw cursor.unexpected(sort.text() + " index");
        }
        int symbol = cursor.tokens().value(cursor.position());
        Integer index = find(sort, symbol);
        if (index == null) {
            index = outer(sort, symbol);
        }
        cursor.advance();
        return index;
    }

    private Integer find(Sort sort, int symbol) {
        return bound.getOrDefault(sort, Map.of()).get(symbol);
    }

    private int outer(Sort sort, int symbol) {
        int outwards = 1;
        for (ComponentScope scope = around; scope != null; scope = scope.around, outwards++) {
            Integer index = scope.find(sort, symbol);
            if (index != null) {
                if (sort != Sort.TYPE && sort != Sort.CORE_TYPE && sort != Sort.CORE_MODULE && sort != Sort.COMPONENT) {
                    throw cursor.error("outer item `" + cursor.tokens().symbols().text(symbol)
                            + "` is not a module, type, or component");
                }
                int alias = alias(new Alias.OfOuter(sort, outwards, index), Naming.NONE);
                bound.computeIfAbsent(sort, space -> new HashMap<>()).put(symbol, alias);
                return alias;
            }
        }
        throw cursor.error("unknown " + sort.text() + ": failed to find name `$" + cursor.tokens().symbols().text(symbol)
                + "`");
    }

    /** Reads how many scopes outwards one is: a number, or its identifier. */
    int readOuter() {
        if (cursor.isAt(TokenKind.NATURAL)) {
            return cursor.readU32();
        }
        if (!cursor.isAt(TokenKind.ID)) {
            throw cursor.unexpected("outer component");
        }
        int symbol = cursor.tokens().value(cursor.position());
        int outwards = 0;
        for (ComponentScope scope = this; scope != null; scope = scope.around, outwards++) {
            if (scope.naming.id() == symbol) {
                cursor.advance();
                return outwards;
            }
        }
        throw cursor.error("outer component `" + cursor.tokens().symbols().text(symbol) + "` not found");
    }

    /** Reads the index of something of the scope that is so many outwards. */
    int readOf(int outwards, Sort sort) {
        if (cursor.isAt(TokenKind.NATURAL)) {
            return cursor.readU32();
        }
        ComponentScope scope = this;
        for (int i = 0; i < outwards && scope != null; i++) {
            scope = scope.around;
        }
        Integer index = scope == null || !cursor.isAt(TokenKind.ID) ? null
                : scope.find(sort, cursor.tokens().value(cursor.position()));
        if (index == null) {
            throw cursor.isAt(TokenKind.ID) ? cursor.error("unknown " + sort.text() + " " + cursor.tokens().text(cursor
                    .position())) : cursor.unexpected(sort.text() + " index");
        }
        cursor.advance();
        return index;
    }
}
