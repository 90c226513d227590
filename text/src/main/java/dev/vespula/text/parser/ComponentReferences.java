package dev.vespula.text.parser;

import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.text.syntax.TokenKind;
import java.util.ArrayList;
import java.util.List;

/** Whatever refers to something: indices, identifiers, {@code (func $i "a" "b")}, aliases. Explainer, "Alias Definitions". */
final class ComponentReferences {
    private final Cursor cursor;
    private final Words words;

    ComponentReferences(Cursor cursor, Words words) {
        this.cursor = cursor;
        this.words = words;
    }

    /** The words for a sort, behind the parenthesis. */
    Sort readSort() {
        if (words.take("core")) {
            return readCoreSort();
        }
        Sort sort = switch (words.next()) {
            case "func" -> Sort.FUNCTION;
            case "value" -> Sort.VALUE;
            case "type" -> Sort.TYPE;
            case "component" -> Sort.COMPONENT;
            case "instance" -> Sort.INSTANCE;
            default -> throw cursor.unexpected("func, value, type, component, instance or core");
        };
        cursor.advance();
        return sort;
    }

    /** The word for a core sort. */
    Sort readCoreSort() {
        Sort sort = switch (words.next()) {
            case "func" -> Sort.CORE_FUNCTION;
            case "table" -> Sort.CORE_TABLE;
            case "memory" -> Sort.CORE_MEMORY;
            case "global" -> Sort.CORE_GLOBAL;
            case "tag" -> Sort.CORE_TAG;
            case "type" -> Sort.CORE_TYPE;
            case "module" -> Sort.CORE_MODULE;
            case "instance" -> Sort.CORE_INSTANCE;
            default -> throw cursor.unexpected("func, table, memory, global, tag, type, module or instance");
        };
        cursor.advance();
        return sort;
    }

    /** An index, or a group with the words for its sort around it. */
    int read(ComponentScope scope, Sort sort) {
        if (!cursor.isAt(TokenKind.OPEN)) {
            return readTarget(scope, sort);
        }
        int token = cursor.position();
        cursor.advance();
        if (readSort() != sort) {
            throw cursor.error(token, "expected " + sort.text());
        }
        return readGroupEnd(scope, sort);
    }

    /** As {@link #read}; {@code core} may be left out. */
    int readCore(ComponentScope scope, Sort sort) {
        if (!cursor.isAt(TokenKind.OPEN)) {
            return readTarget(scope, sort);
        }
        int token = cursor.position();
        cursor.advance();
        words.take("core");
        if (readCoreSort() != sort) {
            throw cursor.error(token, "expected " + sort.text());
        }
        return readGroupEnd(scope, sort);
    }

    private int readGroupEnd(ComponentScope scope, Sort sort) {
        int index = readTarget(scope, sort);
        cursor.expectClose();
        return index;
    }

    /** An index; strings behind it say that it is an instance, and what is meant one of its exports. */
    int readTarget(ComponentScope scope, Sort sort) {
        int token = cursor.position();
        if (cursor.tokens().kind(token + 1) != TokenKind.STRING || !cursor.isIndex()) {
            return scope.read(sort);
        }
        if (sort.isCore() && sort != Sort.CORE_MODULE && sort != Sort.CORE_TYPE) {
            int instance = scope.read(Sort.CORE_INSTANCE);
            return scope.alias(new Alias.OfCoreExport(sort, instance, cursor.readText()), Naming.NONE);
        }
        int instance = scope.read(Sort.INSTANCE);
        List<String> path = new ArrayList<>();
        while (cursor.isAt(TokenKind.STRING)) {
            path.add(cursor.readText());
        }
        for (String name : path.subList(0, path.size() - 1)) {
            instance = scope.alias(new Alias.OfExport(Sort.INSTANCE, instance, name), Naming.NONE);
        }
        return scope.alias(new Alias.OfExport(sort, instance, path.get(path.size() - 1)), Naming.NONE);
    }

    // ---- aliases

    /** {@code (alias export $i "n" (func $f))} and the like, behind {@code alias}. */
    void readAlias(ComponentScope scope) {
        if (words.take("outer")) {
            int count = scope.readOuter();
            int token = cursor.position();
            cursor.advance();
            cursor.expect(TokenKind.OPEN, "(");
            // In the type of a core module there is nothing but core.
            Sort sort = scope.kind == ComponentScope.Kind.MODULE_TYPE ? readCoreSort() : readSort();
            Naming naming = Naming.take(cursor);
            int end = cursor.position();
            cursor.moveTo(token);
            int index = scope.readOf(count, sort);
            cursor.moveTo(end);
            cursor.expectClose();
            scope.alias(new Alias.OfOuter(sort, count, index), naming);
            return;
        }
        boolean isCore = words.take("core");
        words.expect("export");
        int instance = scope.read(isCore ? Sort.CORE_INSTANCE : Sort.INSTANCE);
        String name = cursor.readText();
        cursor.expect(TokenKind.OPEN, "(");
        Sort sort = readSort();
        Naming naming = Naming.take(cursor);
        cursor.expectClose();
        scope.alias(isCore ? new Alias.OfCoreExport(sort, instance, name) : new Alias.OfExport(sort, instance, name), naming);
    }

    /** {@code (alias export $i "n")} where the sort is known: {@code (func $f (alias export $i "n"))}. */
    int readInvertedAlias(ComponentScope scope, Sort sort, Naming naming) {
        words.expectOpen("alias");
        Alias alias;
        if (words.take("outer")) {
            int count = scope.readOuter();
            alias = new Alias.OfOuter(sort, count, scope.readOf(count, sort));
        } else if (words.take("core")) {
            words.expect("export");
            int instance = scope.read(Sort.CORE_INSTANCE);
            alias = new Alias.OfCoreExport(sort, instance, cursor.readText());
        } else {
            words.expect("export");
            int instance = scope.read(Sort.INSTANCE);
            alias = new Alias.OfExport(sort, instance, cursor.readText());
        }
        cursor.expectClose();
        return scope.alias(alias, naming);
    }
}
