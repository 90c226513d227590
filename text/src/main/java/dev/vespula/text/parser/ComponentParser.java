package dev.vespula.text.parser;

import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.CanonOption;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.text.syntax.Bytes;
import dev.vespula.text.syntax.Keyword;
import dev.vespula.text.syntax.Lexer;
import dev.vespula.text.syntax.Source;
import dev.vespula.text.syntax.TokenKind;
import dev.vespula.text.syntax.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A component's text to its definitions, in their order: what is written inline is defined before whoever uses it, exports that
 * are written inline come last. Explainer, "Grammar".
 */
public final class ComponentParser {
    private static final String COMPONENT = "component";

    private final Cursor cursor;
    private final Words words;
    private final ComponentReferences references;
    private final ComponentTypes types;
    private final CanonParser canons;

    private ComponentParser(Cursor cursor) {
        this.cursor = cursor;
        this.words = new Words(cursor);
        this.references = new ComponentReferences(cursor, words);
        this.types = new ComponentTypes(cursor, words, references);
        this.canons = new CanonParser(cursor, words, references, types);
    }

    /** Whether a text is a component, and no module. */
    public static boolean isComponent(Tokens tokens) {
        return new Words(new Cursor(tokens)).isOpen(COMPONENT);
    }

    /** Whether a text that is a component has it written out, and not as a binary or in quotes. */
    public static boolean isWrittenOut(Tokens tokens) {
        Cursor cursor = new Cursor(tokens);
        Words words = new Words(cursor);
        words.expectOpen(COMPONENT);
        Naming.take(cursor);
        return !words.next().equals("binary") && !words.next().equals("quote");
    }

    /**
     * Reads a text that is one component.
     *
     * @throws dev.vespula.text.syntax.SyntaxError when the text is malformed
     */
    public static ComponentModel parse(Tokens tokens) {
        Cursor cursor = new Cursor(tokens);
        ComponentParser parser = new ComponentParser(cursor);
        parser.words.expectOpen(COMPONENT);
        ComponentModel model = parser.readBody(null);
        cursor.expectClose();
        cursor.expect(TokenKind.END, "end of text");
        return model;
    }

    /**
     * Reads a text that is one component, or the fields of one.
     *
     * @throws dev.vespula.text.syntax.SyntaxError when the text is malformed
     */
    public static ComponentModel parseQuoted(Tokens tokens) {
        Cursor cursor = new Cursor(tokens);
        ComponentParser parser = new ComponentParser(cursor);
        if (isComponent(tokens) && tokens.skipGroup(0) == tokens.count()) {
            return parse(tokens);
        }
        return parser.readFields(null, Naming.NONE, 0, TokenKind.END);
    }

    /**
     * Reads the component whose identifier or first field is at the cursor, up to the parenthesis that closes it.
     *
     * @throws dev.vespula.text.syntax.SyntaxError when the text is malformed
     */
    public static ComponentModel parse(Cursor cursor) {
        return new ComponentParser(cursor).readBody(null);
    }

    private ComponentModel readBody(ComponentScope around) {
        int offset = around == null ? 0 : around.offset(cursor.position());
        return readFields(around, Naming.take(cursor), offset);
    }

    private ComponentModel readFields(ComponentScope around, Naming naming, int offset) {
        return readFields(around, naming, offset, TokenKind.CLOSE);
    }

    private ComponentModel readFields(ComponentScope around, Naming naming, int offset, byte end) {
        if (words.take("binary")) {
            return ComponentDecoder.decode(readBytes(), ComponentFeatures.ALL);
        }
        if (words.take("quote")) {
            return parse(Lexer.tokens(new Source(cursor.tokens().source().place(offset) + " (quoted)", readBytes())));
        }
        ComponentScope scope = new ComponentScope(cursor, around, ComponentScope.Kind.COMPONENT, naming);
        while (!cursor.isAt(end)) {
            readField(scope);
        }
        return new ComponentModel(offset, scope.finish(), scope.names());
    }

    private byte[] readBytes() {
        Bytes bytes = new Bytes();
        cursor.readStrings(bytes);
        return bytes.toArray();
    }

    private void readField(ComponentScope scope) {
        if (cursor.isAt(TokenKind.ANNOTATION)) {
            readCustom(scope);
            return;
        }
        int start = cursor.position();
        scope.begin(start);
        cursor.expect(TokenKind.OPEN, "component field");
        String word = words.next();
        if (!word.isEmpty()) {
            cursor.advance();
        }
        int offset = scope.offset(start);
        switch (word) {
            case "core" -> readCore(scope, offset);
            case "component" -> readComponent(scope, offset);
            case "instance" -> readInstance(scope, offset);
            case "alias" -> references.readAlias(scope);
            case "type" -> readType(scope);
            case "canon" -> readCanon(scope, offset);
            case "func" -> readFunction(scope, offset);
            case "import" -> {
                ExternName name = types.readName();
                ComponentTypes.Described described = types.readDescription(scope);
                scope.imports(name, described.description(), described.naming());
            }
            case "export" -> readExport(scope, offset);
            case "start" -> readStart(scope, offset);
            case "value" -> {
                Naming naming = Naming.take(cursor);
                readImport(scope, "value", naming, List.of());
            }
            default -> {
                cursor.moveTo(start + 1);
                throw cursor.unexpected("component field");
            }
        }
        cursor.expectClose();
    }

    private void readCustom(ComponentScope scope) {
        int start = cursor.position();
        if (!cursor.tokens().text(start).equals("(@custom")) {
            throw cursor.unexpected("component field");
        }
        cursor.advance();
        String name = cursor.readText();
        scope.define(new Definition.OfCustomSection(scope.offset(start), name, new Slice(readBytes())));
        cursor.expectClose();
    }

    // ---- what is written inline

    /** {@code (export "a")} behind an identifier. */
    private List<ExternName> takeExports() {
        List<ExternName> exports = new ArrayList<>();
        while (words.isInline("export")) {
            words.takeOpen("export");
            exports.add(types.readName());
            cursor.expectClose();
        }
        return exports;
    }

    private static void export(ComponentScope scope, List<ExternName> exports, Sort sort, int index) {
        exports.forEach(name -> scope.exportAtEnd(name, sort, index));
    }

    /** {@code (import "a")} behind an identifier, and the type behind it. */
    private boolean readImport(ComponentScope scope, String word, Naming naming, List<ExternName> exports) {
        if (!words.isInline("import")) {
            return false;
        }
        words.takeOpen("import");
        ExternName name = types.readName();
        cursor.expectClose();
        ExternDescription description = types.readDescription(scope, word);
        int index = scope.imports(name, description, naming);
        export(scope, exports, sort(word), index);
        return true;
    }

    private static Sort sort(String word) {
        return switch (word) {
            case "core" -> Sort.CORE_MODULE;
            case "func" -> Sort.FUNCTION;
            case "instance" -> Sort.INSTANCE;
            case "component" -> Sort.COMPONENT;
            case "value" -> Sort.VALUE;
            default -> Sort.TYPE;
        };
    }

    // ---- core

    private void readCore(ComponentScope scope, int offset) {
        switch (words.next()) {
            case "module" -> {
                cursor.advance();
                readModule(scope, offset);
            }
            case "instance" -> {
                cursor.advance();
                readCoreInstance(scope, offset);
            }
            case "type", "rec" -> types.readCoreType(scope);
            case "func" -> {
                cursor.advance();
                Naming naming = Naming.take(cursor);
                if (words.takeOpen("canon")) {
                    scope.define(new Definition.OfCanon(offset, canons.read(scope)));
                    scope.add(Sort.CORE_FUNCTION, naming);
                    cursor.expectClose();
                } else {
                    references.readInvertedAlias(scope, Sort.CORE_FUNCTION, naming);
                }
            }
            default -> {
                Sort sort = references.readCoreSort();
                references.readInvertedAlias(scope, sort, Naming.take(cursor));
            }
        }
    }

    private void readModule(ComponentScope scope, int offset) {
        int start = cursor.position();
        Naming naming = Naming.take(cursor);
        List<ExternName> exports = takeExports();
        if (readImport(scope, "core", naming, exports)) {
            return;
        }
        if (words.isOpen("alias")) {
            export(scope, exports, Sort.CORE_MODULE, references.readInvertedAlias(scope, Sort.CORE_MODULE, naming));
            return;
        }
        byte[] binary;
        if (words.take("binary")) {
            binary = readBytes();
        } else if (words.take("quote")) {
            String place = cursor.tokens().source().place(offset);
            binary = ModuleParser.encode(Lexer.tokens(new Source(place + " (quoted)", readBytes())));
        } else {
            if (exports.isEmpty()) {
                // The module keeps its own identifier.
                cursor.moveTo(start);
            }
            binary = ModuleParser.encode(cursor);
        }
        scope.define(new Definition.OfCoreModule(offset, new Slice(binary)));
        export(scope, exports, Sort.CORE_MODULE, scope.add(Sort.CORE_MODULE, naming.outside()));
    }

    private void readCoreInstance(ComponentScope scope, int offset) {
        Naming naming = Naming.take(cursor);
        if (words.takeOpen("instantiate")) {
            int module = references.readCore(scope, Sort.CORE_MODULE);
            List<Definition.Argument> arguments = new ArrayList<>();
            while (words.takeOpen("with")) {
                String name = cursor.readText();
                arguments.add(new Definition.Argument(name, Sort.CORE_INSTANCE, readCoreArgument(scope)));
                cursor.expectClose();
            }
            cursor.expectClose();
            scope.define(new Definition.OfCoreInstance(offset, module, arguments));
        } else {
            scope.define(new Definition.OfCoreExports(offset, readCoreExports(scope)));
        }
        scope.add(Sort.CORE_INSTANCE, naming);
    }

    private int readCoreArgument(ComponentScope scope) {
        int token = cursor.position();
        cursor.expect(TokenKind.OPEN, "(instance");
        words.take("core");
        words.expect("instance");
        if (cursor.isIndex()) {
            cursor.moveTo(token);
            return references.readCore(scope, Sort.CORE_INSTANCE);
        }
        List<Definition.Argument> exports = readCoreExports(scope);
        cursor.expectClose();
        scope.define(new Definition.OfCoreExports(scope.offset(token), exports));
        return scope.add(Sort.CORE_INSTANCE);
    }

    private List<Definition.Argument> readCoreExports(ComponentScope scope) {
        List<Definition.Argument> exports = new ArrayList<>();
        while (words.takeOpen("export")) {
            String name = cursor.readText();
            cursor.expect(TokenKind.OPEN, "(");
            words.take("core");
            Sort sort = references.readCoreSort();
            exports.add(new Definition.Argument(name, sort, references.readTarget(scope, sort)));
            cursor.expectClose();
            cursor.expectClose();
        }
        return exports;
    }

    // ---- components and instances

    private void readComponent(ComponentScope scope, int offset) {
        Naming naming = Naming.take(cursor);
        List<ExternName> exports = takeExports();
        if (readImport(scope, COMPONENT, naming, exports)) {
            return;
        }
        if (words.isInvertedAlias()) {
            export(scope, exports, Sort.COMPONENT, references.readInvertedAlias(scope, Sort.COMPONENT, naming));
            return;
        }
        ComponentModel model = readFields(scope, naming, offset);
        scope.define(new Definition.OfComponent(offset, model));
        export(scope, exports, Sort.COMPONENT, scope.add(Sort.COMPONENT, naming.outside()));
    }

    private void readInstance(ComponentScope scope, int offset) {
        Naming naming = Naming.take(cursor);
        List<ExternName> exports = takeExports();
        if (readImport(scope, "instance", naming, exports)) {
            return;
        }
        if (words.isOpen("alias")) {
            export(scope, exports, Sort.INSTANCE, references.readInvertedAlias(scope, Sort.INSTANCE, naming));
            return;
        }
        if (words.takeOpen("instantiate")) {
            int component = references.read(scope, Sort.COMPONENT);
            List<Definition.Argument> arguments = new ArrayList<>();
            while (words.takeOpen("with")) {
                arguments.add(readArgument(scope));
                cursor.expectClose();
            }
            cursor.expectClose();
            scope.define(new Definition.OfInstance(offset, component, arguments));
        } else {
            scope.define(new Definition.OfExports(offset, readExports(scope)));
        }
        export(scope, exports, Sort.INSTANCE, scope.add(Sort.INSTANCE, naming));
    }

    private Definition.Argument readArgument(ComponentScope scope) {
        String name = cursor.readText();
        int token = cursor.position();
        cursor.expect(TokenKind.OPEN, "(");
        Sort sort = references.readSort();
        int index;
        if (sort == Sort.INSTANCE && !cursor.isIndex()) {
            scope.define(new Definition.OfExports(scope.offset(token), readExports(scope)));
            index = scope.add(Sort.INSTANCE);
        } else {
            index = references.readTarget(scope, sort);
        }
        cursor.expectClose();
        return new Definition.Argument(name, sort, index);
    }

    private List<Definition.NamedExport> readExports(ComponentScope scope) {
        List<Definition.NamedExport> exports = new ArrayList<>();
        while (words.takeOpen("export")) {
            ExternName name = types.readName();
            cursor.expect(TokenKind.OPEN, "(");
            Sort sort = references.readSort();
            exports.add(new Definition.NamedExport(name, sort, references.readTarget(scope, sort)));
            cursor.expectClose();
            cursor.expectClose();
        }
        return exports;
    }

    private void readExport(ComponentScope scope, int offset) {
        Naming naming = Naming.take(cursor);
        ExternName name = types.readName();
        cursor.expect(TokenKind.OPEN, "(");
        Sort sort = references.readSort();
        int index = references.readTarget(scope, sort);
        cursor.expectClose();
        Optional<ExternDescription> ascribed = cursor.isAt(TokenKind.OPEN)
                ? Optional.of(types.readDescription(scope).description())
                : Optional.empty();
        scope.define(new Definition.OfExport(offset, name, sort, index, ascribed));
        scope.add(sort, naming);
    }

    // ---- types and functions

    private void readType(ComponentScope scope) {
        Naming naming = Naming.take(cursor);
        List<ExternName> exports = takeExports();
        if (readImport(scope, "type", naming, exports)) {
            return;
        }
        int index = words.isOpen("alias") ? references.readInvertedAlias(scope, Sort.TYPE, naming)
                : scope.type(types.readDefinition(scope), naming);
        export(scope, exports, Sort.TYPE, index);
    }

    private void readFunction(ComponentScope scope, int offset) {
        Naming naming = Naming.take(cursor);
        List<ExternName> exports = takeExports();
        if (readImport(scope, "func", naming, exports)) {
            return;
        }
        int index;
        if (words.isOpen("alias")) {
            index = references.readInvertedAlias(scope, Sort.FUNCTION, naming);
        } else {
            int type = types.readFunctionType(scope);
            words.expectOpen("canon");
            words.expect("lift");
            int core = references.readCore(scope, Sort.CORE_FUNCTION);
            List<CanonOption> options = canons.readOptions(scope);
            cursor.expectClose();
            index = lift(scope, offset, new Canon.Lift(core, options, type), naming);
        }
        export(scope, exports, Sort.FUNCTION, index);
    }

    private static int lift(ComponentScope scope, int offset, Canon.Lift lift, Naming naming) {
        scope.define(new Definition.OfCanon(offset, lift));
        return scope.add(Sort.FUNCTION, naming);
    }

    private void readCanon(ComponentScope scope, int offset) {
        if (words.take("lift")) {
            int core = references.readCore(scope, Sort.CORE_FUNCTION);
            List<CanonOption> options = canons.readOptions(scope);
            words.expectOpen("func");
            Naming naming = Naming.take(cursor);
            List<ExternName> exports = takeExports();
            int type = types.readFunctionType(scope);
            cursor.expectClose();
            export(scope, exports, Sort.FUNCTION, lift(scope, offset, new Canon.Lift(core, options, type), naming));
            return;
        }
        Canon canon = canons.read(scope);
        cursor.expect(TokenKind.OPEN, "(core func");
        words.expect("core");
        cursor.expect(Keyword.FUNC);
        Naming naming = Naming.take(cursor);
        cursor.expectClose();
        scope.define(new Definition.OfCanon(offset, canon));
        scope.add(Sort.CORE_FUNCTION, naming);
    }

    private void readStart(ComponentScope scope, int offset) {
        int function = scope.read(Sort.FUNCTION);
        List<Integer> arguments = new ArrayList<>();
        while (words.isOpen("value")) {
            arguments.add(references.read(scope, Sort.VALUE));
        }
        int results = 0;
        while (words.takeOpen("result")) {
            words.expectOpen("value");
            scope.add(Sort.VALUE, Naming.take(cursor));
            cursor.expectClose();
            cursor.expectClose();
            results++;
        }
        scope.define(new Definition.OfStart(offset, function, arguments, results));
    }
}
