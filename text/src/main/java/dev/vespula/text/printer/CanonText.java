package dev.vespula.text.printer;

import dev.vespula.component.internal.model.Builtin;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.CanonOption;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.types.ValTypes;
import java.util.List;
import java.util.Locale;

/** Canonical definitions as text: what stands behind {@code canon}. */
final class CanonText {
    private final ComponentSpaces spaces;
    private final StringBuilder text = new StringBuilder();

    private CanonText(ComponentSpaces spaces) {
        this.spaces = spaces;
    }

    /** A definition, without parentheses; of a lifted function without its type. */
    static String of(Canon canon, ComponentSpaces spaces) {
        CanonText made = new CanonText(spaces);
        made.append(canon);
        return made.text.toString();
    }

    private void append(Canon canon) {
        if (canon instanceof Canon.Lift lift) {
            text.append("lift ").append(spaces.use(Sort.CORE_FUNCTION, lift.coreFunction()));
            options(lift.options());
        } else if (canon instanceof Canon.Lower lower) {
            text.append("lower ").append(spaces.use(Sort.FUNCTION, lower.function()));
            options(lower.options());
        } else if (canon instanceof Canon.OfResource resource) {
            text.append("resource.").append(resource.operation().name().toLowerCase(Locale.ROOT));
            type(resource.type());
        } else if (canon instanceof Canon.TaskReturn taskReturn) {
            text.append("task.return");
            taskReturn.result().ifPresent(result -> text.append(" (result ").append(ComponentTypePrinter.ref(result, spaces))
                    .append(')'));
            options(taskReturn.options());
        } else {
            appendBuiltin(canon);
        }
    }

    private void appendBuiltin(Canon canon) {
        if (canon instanceof Canon.Plain plain) {
            text.append(plain.builtin().text());
        } else if (canon instanceof Canon.Context context) {
            text.append(context.builtin().text()).append(' ').append(numberWord(context.coreType())).append(' ')
                    .append(Integer.toUnsignedString(context.slot()));
        } else if (canon instanceof Canon.Flagged flagged) {
            text.append(flagged.builtin().text());
            word(flagged.builtin() == Builtin.SUBTASK_CANCEL ? "async" : "cancellable",
                    flagged.flag());
        } else if (canon instanceof Canon.Waiting waiting) {
            text.append(waiting.builtin().text());
            word("cancellable", waiting.cancellable());
            option("memory", Sort.CORE_MEMORY, waiting.memory());
        } else if (canon instanceof Canon.OfTransferType transfer) {
            text.append(transfer.builtin().text());
            type(transfer.type());
        } else if (canon instanceof Canon.Transfer transfer) {
            text.append(transfer.builtin().text());
            type(transfer.type());
            options(transfer.options());
        } else if (canon instanceof Canon.CancelTransfer cancel) {
            text.append(cancel.builtin().text());
            type(cancel.type());
            word("async", cancel.async());
        } else if (canon instanceof Canon.ErrorContext errorContext) {
            text.append(errorContext.builtin().text());
            options(errorContext.options());
        } else if (canon instanceof Canon.ThreadIndirect thread) {
            text.append(thread.builtin().text()).append(' ').append(spaces.reference(Sort.CORE_TYPE, thread.coreType()))
                    .append(' ').append(spaces.use(Sort.CORE_TABLE, thread.table()));
        }
    }

    /** The core type that a byte stands for: i32 or i64. */
    static String numberWord(int code) {
        return ValTypes.name(code == BinaryFormat.numberCode(ValTypes.I64) ? ValTypes.I64 : ValTypes.I32);
    }

    private void type(int type) {
        text.append(' ').append(spaces.reference(Sort.TYPE, type));
    }

    private void word(String word, boolean isThere) {
        text.append(isThere ? " " + word : "");
    }

    private void option(String word, Sort sort, int index) {
        text.append(" (").append(word).append(' ').append(spaces.use(sort, index)).append(')');
    }

    private void options(List<CanonOption> options) {
        for (CanonOption option : options) {
            if (option instanceof CanonOption.OfEncoding encoding) {
                text.append(" string-encoding=").append(encoding.encoding().text());
            } else if (option instanceof CanonOption.OfMemory memory) {
                option("memory", Sort.CORE_MEMORY, memory.memory());
            } else if (option instanceof CanonOption.OfRealloc realloc) {
                option("realloc", Sort.CORE_FUNCTION, realloc.function());
            } else if (option instanceof CanonOption.OfPostReturn postReturn) {
                option("post-return", Sort.CORE_FUNCTION, postReturn.function());
            } else if (option instanceof CanonOption.OfAsync) {
                text.append(" async");
            } else if (option instanceof CanonOption.OfCallback callback) {
                option("callback", Sort.CORE_FUNCTION, callback.function());
            }
        }
    }
}
