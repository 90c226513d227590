package dev.vespula.text.parser;

import dev.vespula.component.internal.model.CoreType;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.component.types.Primitive;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.SyntaxError;
import dev.vespula.text.syntax.TokenKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Types of components: where one stands in place of an index it becomes a definition before whoever uses it.
 * Explainer, "Type Definitions".
 */
final class ComponentTypes {
    /** Deeper types than these cannot be valid, and would take the Java stack. */
    private static final int DEEPEST = 200;
    private static final int I32_CODE = 0x7F;
    private static final int I64_CODE = 0x7E;
    /** The words for what is imported and exported. */
    private static final Set<String> DESCRIBED = Set.of("core", "func", "instance", "component", "value", "type");
    private static final Map<String, Primitive> PRIMITIVES = new HashMap<>();

    static {
        for (Primitive type : Primitive.values()) {
            PRIMITIVES.put(type.toString(), type);
        }
        PRIMITIVES.put("float32", Primitive.F32);
        PRIMITIVES.put("float64", Primitive.F64);
    }

    private final Cursor cursor;
    private final Words words;
    private final ComponentReferences references;
    private int depth;

    ComponentTypes(Cursor cursor, Words words, ComponentReferences references) {
        this.cursor = cursor;
        this.words = words;
        this.references = references;
    }

    // ---- definitions

    /** A type definition: what stands behind {@code type} and an identifier. */
    TypeDefinition readDefinition(ComponentScope scope) {
        Primitive primitive = PRIMITIVES.get(words.next());
        if (primitive != null) {
            cursor.advance();
            return new TypeDefinition.OfPrimitive(primitive);
        }
        if (++depth > DEEPEST) {
            throw cursor.error("type nesting is too deep");
        }
        cursor.expect(TokenKind.OPEN, "type");
        TypeDefinition type = switch (words.next()) {
            case "func" -> {
                cursor.advance();
                yield readFunction(scope);
            }
            case "component" -> {
                cursor.advance();
                yield new TypeDefinition.OfComponent(readDeclarations(scope, ComponentScope.Kind.COMPONENT_TYPE).declarations);
            }
            case "instance" -> {
                cursor.advance();
                yield new TypeDefinition.OfInstance(readDeclarations(scope, ComponentScope.Kind.INSTANCE_TYPE).declarations);
            }
            case "resource" -> {
                cursor.advance();
                yield readResource(scope);
            }
            default -> readValues(scope);
        };
        cursor.expectClose();
        depth--;
        return type;
    }

    private TypeDefinition readResource(ComponentScope scope) {
        words.expectOpen("rep");
        int representation = cursor.take(Keyword.I64) ? I64_CODE : I32_CODE;
        if (representation == I32_CODE) {
            cursor.expect(Keyword.I32);
        }
        cursor.expectClose();
        OptionalInt destructor = OptionalInt.empty();
        if (words.takeOpen("dtor")) {
            destructor = OptionalInt.of(references.readCore(scope, Sort.CORE_FUNCTION));
            cursor.expectClose();
        }
        return new TypeDefinition.OfResource(representation, destructor);
    }

    private TypeDefinition.OfValues readValues(ComponentScope scope) {
        int token = cursor.position();
        String word = takeWord();
        return switch (word) {
            case "record" -> new TypeDefinition.OfRecord(readFields(scope, "field"));
            case "variant" -> new TypeDefinition.OfVariant(readCases(scope));
            case "list" -> {
                TypeRef element = readRef(scope);
                yield cursor.isAt(TokenKind.NATURAL) ? new TypeDefinition.OfFixedList(element, cursor.readU32())
                        : new TypeDefinition.OfList(element);
            }
            case "map" -> new TypeDefinition.OfMap(readRef(scope), readRef(scope));
            case "tuple" -> {
                List<TypeRef> members = new ArrayList<>();
                while (!cursor.isAt(TokenKind.CLOSE)) {
                    members.add(readRef(scope));
                }
                yield new TypeDefinition.OfTuple(members);
            }
            case "flags" -> new TypeDefinition.OfFlags(readLabels());
            case "enum" -> new TypeDefinition.OfEnum(readLabels());
            case "option" -> new TypeDefinition.OfOption(readRef(scope));
            case "result" -> {
                Optional<TypeRef> ok = cursor.isAt(TokenKind.CLOSE) || words.isOpen("error") ? Optional.empty()
                        : Optional.of(readRef(scope));
                Optional<TypeRef> error = Optional.empty();
                if (words.takeOpen("error")) {
                    error = Optional.of(readRef(scope));
                    cursor.expectClose();
                }
                yield new TypeDefinition.OfResult(ok, error);
            }
            case "own" -> new TypeDefinition.OfOwn(references.read(scope, Sort.TYPE));
            case "borrow" -> new TypeDefinition.OfBorrow(references.read(scope, Sort.TYPE));
            case "stream" -> new TypeDefinition.OfStream(readOptional(scope));
            case "future" -> new TypeDefinition.OfFuture(readOptional(scope));
            default -> throw unexpected(token, "type");
        };
    }

    /** The next word; empty when there is none. */
    private String takeWord() {
        String word = words.next();
        if (!word.isEmpty()) {
            cursor.advance();
        }
        return word;
    }

    /** Not {@link Cursor#unexpected}, which calls words unknown that only components have. */
    private SyntaxError unexpected(int token, String expected) {
        return cursor.error(token, "unexpected token " + cursor.tokens().text(token) + ", expected " + expected);
    }

    private Optional<TypeRef> readOptional(ComponentScope scope) {
        return cursor.isAt(TokenKind.CLOSE) ? Optional.empty() : Optional.of(readRef(scope));
    }

    private List<String> readLabels() {
        List<String> labels = new ArrayList<>();
        while (cursor.isAt(TokenKind.STRING)) {
            labels.add(cursor.readText());
        }
        return labels;
    }

    private List<TypeDefinition.Field> readFields(ComponentScope scope, String word) {
        List<TypeDefinition.Field> fields = new ArrayList<>();
        while (words.takeOpen(word)) {
            fields.add(new TypeDefinition.Field(cursor.readText(), readRef(scope)));
            cursor.expectClose();
        }
        return fields;
    }

    private List<TypeDefinition.Case> readCases(ComponentScope scope) {
        List<TypeDefinition.Case> cases = new ArrayList<>();
        while (words.takeOpen("case")) {
            cursor.takeId();
            String label = cursor.readText();
            cases.add(new TypeDefinition.Case(label, readOptional(scope)));
            cursor.expectClose();
        }
        return cases;
    }

    private TypeDefinition.OfFunction readFunction(ComponentScope scope) {
        boolean async = words.take("async");
        List<TypeDefinition.Field> params = readFields(scope, "param");
        Optional<TypeRef> result = Optional.empty();
        if (words.takeOpen("result")) {
            result = Optional.of(readRef(scope));
            cursor.expectClose();
        }
        return new TypeDefinition.OfFunction(async, params, result);
    }

    /** A type of values where it is used. */
    TypeRef readRef(ComponentScope scope) {
        Primitive primitive = PRIMITIVES.get(words.next());
        if (primitive != null) {
            cursor.advance();
            return new TypeRef.OfPrimitive(primitive);
        }
        if (!cursor.isAt(TokenKind.OPEN)) {
            return new TypeRef.OfIndex(scope.read(Sort.TYPE));
        }
        if (words.isOpen("type")) {
            return new TypeRef.OfIndex(references.read(scope, Sort.TYPE));
        }
        if (++depth > DEEPEST) {
            throw cursor.error("type nesting is too deep");
        }
        cursor.advance();
        TypeDefinition type = readValues(scope);
        cursor.expectClose();
        depth--;
        return new TypeRef.OfIndex(scope.type(type));
    }

    // ---- what imports and exports are

    /** Whether {@code (type x)} stands here, and not the definition of a type. */
    private boolean isTypeUse() {
        if (!words.isOpen("type")) {
            return false;
        }
        int token = cursor.position() + 2;
        byte kind = cursor.tokens().kind(token);
        if (kind != TokenKind.ID && kind != TokenKind.NATURAL) {
            return false;
        }
        token++;
        while (cursor.tokens().kind(token) == TokenKind.STRING) {
            token++;
        }
        return cursor.tokens().kind(token) == TokenKind.CLOSE;
    }

    /** The type of a function: {@code (type x)}, or written out. */
    int readFunctionType(ComponentScope scope) {
        return isTypeUse() ? references.read(scope, Sort.TYPE) : scope.type(readFunction(scope));
    }

    private int readInstanceType(ComponentScope scope) {
        return isTypeUse() ? references.read(scope, Sort.TYPE)
                : scope.type(new TypeDefinition.OfInstance(readDeclarations(scope,
                        ComponentScope.Kind.INSTANCE_TYPE).declarations));
    }

    private int readComponentType(ComponentScope scope) {
        return isTypeUse() ? references.read(scope, Sort.TYPE)
                : scope.type(new TypeDefinition.OfComponent(readDeclarations(scope,
                        ComponentScope.Kind.COMPONENT_TYPE).declarations));
    }

    /** What an import or export is, with its identifier. */
    record Described(ExternDescription description, Naming naming) {}

    /** {@code (func $f ...)}, {@code (core module $m ...)} and the like. */
    Described readDescription(ComponentScope scope) {
        cursor.expect(TokenKind.OPEN, "(");
        int token = cursor.position();
        String word = takeWord();
        if (!DESCRIBED.contains(word)) {
            throw unexpected(token, "func, instance, component, core module, type or value");
        }
        if (word.equals("core")) {
            words.expect("module");
        }
        Naming naming = Naming.take(cursor);
        ExternDescription description = readDescription(scope, word);
        cursor.expectClose();
        return new Described(description, naming);
    }

    /** What stands behind one of the words for kinds and the identifier. */
    ExternDescription readDescription(ComponentScope scope, String word) {
        return switch (word) {
            case "core" -> new ExternDescription.OfCoreModule(readModuleType(scope));
            case "func" -> new ExternDescription.OfFunction(readFunctionType(scope));
            case "instance" -> new ExternDescription.OfInstance(readInstanceType(scope));
            case "component" -> new ExternDescription.OfComponent(readComponentType(scope));
            case "value" -> readValue(scope);
            default -> readBound(scope);
        };
    }

    private ExternDescription readValue(ComponentScope scope) {
        if (words.takeOpen("eq")) {
            ExternDescription equal = new ExternDescription.OfEqualValue(scope.read(Sort.VALUE));
            cursor.expectClose();
            return equal;
        }
        return new ExternDescription.OfValue(readRef(scope));
    }

    private ExternDescription readBound(ComponentScope scope) {
        ExternDescription bound;
        if (words.takeOpen("sub")) {
            words.expect("resource");
            bound = new ExternDescription.OfResource();
        } else {
            words.expectOpen("eq");
            bound = new ExternDescription.OfEqualType(references.read(scope, Sort.TYPE));
        }
        cursor.expectClose();
        return bound;
    }

    /** A name, or in an old form {@code (interface "a:b/c")}, and its attributes. */
    ExternName readName() {
        String name;
        if (words.takeOpen("interface")) {
            name = cursor.readText();
            cursor.expectClose();
        } else {
            name = cursor.readText();
        }
        return new ExternName(name, readAttribute("implements"), readAttribute("versionsuffix"), readAttribute("external-id"));
    }

    private Optional<String> readAttribute(String word) {
        if (!words.takeOpen(word)) {
            return Optional.empty();
        }
        String value = cursor.readText();
        cursor.expectClose();
        return Optional.of(value);
    }

    // ---- declarations

    private ComponentScope readDeclarations(ComponentScope around, ComponentScope.Kind kind) {
        ComponentScope scope = new ComponentScope(cursor, around, kind, Naming.take(cursor));
        while (!cursor.isAt(TokenKind.CLOSE)) {
            readDeclaration(scope);
        }
        return scope;
    }

    private void readDeclaration(ComponentScope scope) {
        scope.begin(cursor.position());
        cursor.expect(TokenKind.OPEN, "declaration");
        int token = cursor.position();
        switch (takeWord()) {
            case "type" -> {
                Naming naming = Naming.take(cursor);
                if (words.isOpen("alias")) {
                    references.readInvertedAlias(scope, Sort.TYPE, naming);
                } else {
                    scope.type(readDefinition(scope), naming);
                }
            }
            case "core" -> readCoreType(scope);
            case "alias" -> references.readAlias(scope);
            case "import" -> {
                if (scope.kind != ComponentScope.Kind.COMPONENT_TYPE) {
                    throw cursor.error("unexpected import in an instance type");
                }
                ExternName name = readName();
                Described described = readDescription(scope);
                scope.imports(name, described.description(), described.naming());
            }
            case "export" -> {
                Naming outside = Naming.take(cursor);
                ExternName name = readName();
                Described described = readDescription(scope);
                scope.exports(name, described.description(), outside.isEmpty() ? described.naming() : outside);
            }
            default -> throw unexpected(token, "type, alias, import or export");
        }
        cursor.expectClose();
    }

    // ---- core types

    /** Behind {@code core}: a type, or a recursion group of them. */
    void readCoreType(ComponentScope scope) {
        if (words.take("rec")) {
            int from = scope.coreTable.section().size();
            int start = cursor.position();
            while (!cursor.isAt(TokenKind.CLOSE)) {
                int type = cursor.position();
                words.expectOpen("type");
                scope.add(Sort.CORE_TYPE, Naming.take(cursor));
                cursor.moveTo(cursor.tokens().skipGroup(type));
            }
            cursor.moveTo(start);
            scope.coreTypes.readRecursionGroup();
            scope.coreType(group(scope, from));
            return;
        }
        words.expect("type");
        Naming naming = Naming.take(cursor);
        if (words.isOpen("alias")) {
            references.readInvertedAlias(scope, Sort.CORE_TYPE, naming);
        } else if (words.takeOpen("module")) {
            CoreType type = readModuleDeclarations(scope);
            cursor.expectClose();
            scope.coreType(type);
            scope.coreTable.add(null);
            scope.add(Sort.CORE_TYPE, naming);
        } else {
            int from = scope.coreTable.section().size();
            // A type may speak of itself.
            scope.add(Sort.CORE_TYPE, naming);
            scope.coreTypes.readSingle();
            scope.coreType(group(scope, from));
        }
    }

    private static CoreType.OfGroup group(ComponentScope scope, int from) {
        Bytes section = scope.coreTable.section();
        return new CoreType.OfGroup(new Slice(Arrays.copyOfRange(section.array(), from, section.size())));
    }

    private int readModuleType(ComponentScope scope) {
        if (isTypeUse()) {
            return references.readCore(scope, Sort.CORE_TYPE);
        }
        CoreType type = readModuleDeclarations(scope);
        scope.coreType(type);
        scope.coreTable.add(null);
        return scope.add(Sort.CORE_TYPE);
    }

    private CoreType readModuleDeclarations(ComponentScope around) {
        ComponentScope scope = new ComponentScope(cursor, around, ComponentScope.Kind.MODULE_TYPE, Naming.NONE);
        while (!cursor.isAt(TokenKind.CLOSE)) {
            readModuleDeclaration(scope);
        }
        return new CoreType.OfModule(scope.moduleDeclarations);
    }

    private void readModuleDeclaration(ComponentScope scope) {
        scope.begin(cursor.position());
        cursor.expect(TokenKind.OPEN, "declaration");
        switch (words.next()) {
            case "type", "rec" -> readCoreType(scope);
            case "alias" -> {
                cursor.advance();
                references.readAlias(scope);
            }
            case "import" -> {
                cursor.advance();
                String module = cursor.readText();
                String name = cursor.readText();
                Slice description = readCoreExtern(scope);
                scope.moduleDeclarations.add(new CoreType.ModuleDeclaration.OfImport(scope.offset(), module,
                        name,
                        description));
            }
            case "export" -> {
                cursor.advance();
                String name = cursor.readText();
                Slice description = readCoreExtern(scope);
                scope.moduleDeclarations.add(new CoreType.ModuleDeclaration.OfExport(scope.offset(), name,
                        description));
            }
            default -> throw cursor.unexpected("type, alias, import or export");
        }
        cursor.expectClose();
    }

    private Slice readCoreExtern(ComponentScope scope) {
        ExternKind kind = cursor.openExtern();
        Naming.take(cursor);
        Bytes out = new Bytes(16);
        out.put(kind.ordinal());
        int from = scope.coreTable.section().size();
        int groups = scope.coreTable.groups();
        scope.coreTypes.readExtern(kind, out);
        if (scope.coreTable.groups() > groups) {
            scope.coreType(group(scope, from));
            scope.add(Sort.CORE_TYPE);
        }
        cursor.expectClose();
        return new Slice(out.toArray());
    }
}
