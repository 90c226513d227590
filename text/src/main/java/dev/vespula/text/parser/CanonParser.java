package dev.vespula.text.parser;

import dev.vespula.component.internal.model.Builtin;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.CanonOption;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.internal.model.TypeRef;
import dev.vespula.text.syntax.Keyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Canonical definitions that give core functions, and options of all of them. Explainer, "Canonical Definitions". */
final class CanonParser {
    private static final int I32_CODE = 0x7F;
    private static final int I64_CODE = 0x7E;
    private static final Map<String, Builtin> BUILTINS = new HashMap<>();

    static {
        for (Builtin builtin : Builtin.values()) {
            BUILTINS.put(builtin.text(), builtin);
        }
    }

    private final Cursor cursor;
    private final Words words;
    private final ComponentReferences references;
    private final ComponentTypes types;

    CanonParser(Cursor cursor, Words words, ComponentReferences references, ComponentTypes types) {
        this.cursor = cursor;
        this.words = words;
        this.references = references;
        this.types = types;
    }

    /** What stands behind {@code canon}, but for {@code lift}. */
    Canon read(ComponentScope scope) {
        String word = words.next();
        switch (word) {
            case "lower" :
                cursor.advance();
                return new Canon.Lower(references.read(scope, Sort.FUNCTION), readOptions(scope));
            case "resource.new" :
                return resource(scope, Canon.ResourceOperation.NEW);
            case "resource.drop" :
                return resource(scope, Canon.ResourceOperation.DROP);
            case "resource.rep" :
                return resource(scope, Canon.ResourceOperation.REP);
            case "task.return" :
                cursor.advance();
                return taskReturn(scope);
            default :
                Builtin builtin = BUILTINS.get(word);
                if (builtin == null) {
                    throw cursor.unexpected("canonical definition");
                }
                cursor.advance();
                return builtin(scope, builtin);
        }
    }

    private Canon resource(ComponentScope scope, Canon.ResourceOperation operation) {
        cursor.advance();
        return new Canon.OfResource(operation, references.read(scope, Sort.TYPE));
    }

    private Canon taskReturn(ComponentScope scope) {
        Optional<TypeRef> result = Optional.empty();
        if (words.takeOpen("result")) {
            result = Optional.of(types.readRef(scope));
            cursor.expectClose();
        }
        return new Canon.TaskReturn(result, readOptions(scope));
    }

    private Canon builtin(ComponentScope scope, Builtin builtin) {
        return switch (builtin) {
            case CONTEXT_GET, CONTEXT_SET -> {
                int type = cursor.take(Keyword.I64) ? I64_CODE : I32_CODE;
                if (type == I32_CODE) {
                    cursor.expect(Keyword.I32);
                }
                yield new Canon.Context(builtin, type, cursor.readU32());
            }
            case SUBTASK_CANCEL -> new Canon.Flagged(builtin, words.take("async"));
            case THREAD_YIELD, THREAD_SUSPEND, THREAD_SUSPEND_THEN_RESUME, THREAD_YIELD_THEN_RESUME,
                    THREAD_SUSPEND_THEN_PROMOTE,
                    THREAD_YIELD_THEN_PROMOTE -> new Canon.Flagged(builtin, words.take("cancellable"));
            case STREAM_NEW, STREAM_DROP_READABLE, STREAM_DROP_WRITABLE, FUTURE_NEW, FUTURE_DROP_READABLE,
                    FUTURE_DROP_WRITABLE -> new Canon.OfTransferType(builtin, references.read(scope, Sort.TYPE));
            case STREAM_READ, STREAM_WRITE, FUTURE_READ, FUTURE_WRITE ->
                new Canon.Transfer(builtin, references.read(scope, Sort.TYPE), readOptions(scope));
            case STREAM_CANCEL_READ, STREAM_CANCEL_WRITE, FUTURE_CANCEL_READ, FUTURE_CANCEL_WRITE ->
                new Canon.CancelTransfer(builtin, references.read(scope, Sort.TYPE), words.take("async"));
            case ERROR_CONTEXT_NEW, ERROR_CONTEXT_DEBUG_MESSAGE -> new Canon.ErrorContext(builtin, readOptions(scope));
            case WAITABLE_SET_WAIT, WAITABLE_SET_POLL -> {
                boolean cancellable = words.take("cancellable");
                words.expectOpen("memory");
                int memory = references.readCore(scope, Sort.CORE_MEMORY);
                cursor.expectClose();
                yield new Canon.Waiting(builtin, cancellable, memory);
            }
            case THREAD_NEW_INDIRECT -> {
                int type = references.readCore(scope, Sort.CORE_TYPE);
                yield new Canon.ThreadIndirect(builtin, type, references.readCore(scope, Sort.CORE_TABLE));
            }
            default -> new Canon.Plain(builtin);
        };
    }

    /** Options, in any order. */
    List<CanonOption> readOptions(ComponentScope scope) {
        List<CanonOption> options = new ArrayList<>();
        while (true) {
            Optional<CanonOption> option = takeOption(scope);
            if (option.isEmpty()) {
                return options;
            }
            options.add(option.get());
        }
    }

    private Optional<CanonOption> takeOption(ComponentScope scope) {
        for (StringEncoding encoding : StringEncoding.values()) {
            if (words.take("string-encoding=" + encoding.text())) {
                return Optional.of(new CanonOption.OfEncoding(encoding));
            }
        }
        if (words.take("async")) {
            return Optional.of(new CanonOption.OfAsync());
        }
        CanonOption option = switch (words.open()) {
            case "memory" -> new CanonOption.OfMemory(readOf(scope, Sort.CORE_MEMORY));
            case "realloc" -> new CanonOption.OfRealloc(readOf(scope, Sort.CORE_FUNCTION));
            case "post-return" -> new CanonOption.OfPostReturn(readOf(scope, Sort.CORE_FUNCTION));
            case "callback" -> new CanonOption.OfCallback(readOf(scope, Sort.CORE_FUNCTION));
            default -> null;
        };
        return Optional.ofNullable(option);
    }

    private int readOf(ComponentScope scope, Sort sort) {
        cursor.moveTo(cursor.position() + 2);
        int index = references.readCore(scope, sort);
        cursor.expectClose();
        return index;
    }
}
