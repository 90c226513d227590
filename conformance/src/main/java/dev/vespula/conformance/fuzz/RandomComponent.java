package dev.vespula.conformance.fuzz;

import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.Builtin;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.CanonOption;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.ComponentNames;
import dev.vespula.component.internal.model.CoreType;
import dev.vespula.component.internal.model.CoreType.ModuleDeclaration;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.Definition.Argument;
import dev.vespula.component.internal.model.Definition.NamedExport;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Slice;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.StringEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/** Makes components with every kind of definition. They are well-formed; that they are valid would be a coincidence. */
final class RandomComponent {
    private static final int MOST_DEFINITIONS = 12;
    private static final int MOST_MEMBERS = 4;
    private static final Slice MODULE = new Slice(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    private static final List<Slice> GROUPS = List.of(slice(0x60, 0, 0), slice(0x50, 0, 0x60, 1, 0x7F, 0),
            slice(0x4E, 2, 0x5F, 1, 0x63, 0, 0, 0x60, 1, 0x64, 0x70, 1, 0x7F));
    private static final List<Slice> DESCRIPTIONS = List.of(slice(0, 1), slice(1, 0x70, 1, 1, 2), slice(2, 0, 1),
            slice(3, 0x7F, 0), slice(4, 0, 1));
    private static final Sort[] OUTER = {Sort.CORE_MODULE, Sort.CORE_TYPE, Sort.TYPE, Sort.COMPONENT};
    private static final Sort[] EXTERN = {Sort.CORE_MODULE, Sort.FUNCTION, Sort.TYPE, Sort.COMPONENT, Sort.INSTANCE};
    private static final Sort[] CORE = {Sort.CORE_FUNCTION, Sort.CORE_TABLE, Sort.CORE_MEMORY, Sort.CORE_GLOBAL,
        Sort.CORE_TAG};

    private final Random random;
    private final RandomType types;

    RandomComponent(Random random) {
        this.random = random;
        types = new RandomType(random, this);
    }

    private static Slice slice(int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int k = 0; k < bytes.length; k++) {
            content[k] = (byte) bytes[k];
        }
        return new Slice(content);
    }

    /** A component with others within, so many levels at most. */
    ComponentModel next(int depth) {
        List<Definition> definitions = several(MOST_DEFINITIONS, () -> definition(depth));
        ComponentNames names = random.nextBoolean()
                ? ComponentNames.NONE
                : new ComponentNames(Optional.of(label()), Map.of(pick(Sort.values()), Map.of(index(), label())));
        return new ComponentModel(0, definitions, names);
    }

    private Definition definition(int depth) {
        return switch (random.nextInt(13)) {
            case 0 -> new Definition.OfCoreModule(0, MODULE);
            case 1 -> new Definition.OfCoreInstance(0, index(),
                    several(MOST_MEMBERS, () -> new Argument(label(), Sort.CORE_INSTANCE, index())));
            case 2 -> new Definition.OfCoreExports(0,
                    several(MOST_MEMBERS, () -> new Argument(label(), pick(CORE), index())));
            case 3 -> new Definition.OfCoreType(0, coreType());
            case 4 -> depth == 0
                    ? new Definition.OfCustomSection(0, label(), MODULE)
                    : new Definition.OfComponent(0, next(depth - 1));
            case 5 -> new Definition.OfInstance(0, index(),
                    several(MOST_MEMBERS, () -> new Argument(label(), pick(EXTERN), index())));
            case 6 -> new Definition.OfExports(0,
                    several(MOST_MEMBERS, () -> new NamedExport(name(), pick(EXTERN), index())));
            case 7 -> new Definition.OfAlias(0, alias());
            case 8, 9 -> new Definition.OfType(0, types.next(depth));
            case 10 -> new Definition.OfCanon(0, canon());
            case 11 -> new Definition.OfImport(0, name(), description());
            default -> new Definition.OfExport(0, name(), pick(EXTERN), index(),
                    random.nextBoolean() ? Optional.empty() : Optional.of(description()));
        };
    }

    /** A declaration of a component type, or of an instance type. */
    Declaration declaration(int depth, int kinds) {
        return switch (random.nextInt(kinds)) {
            case 0 -> new Declaration.OfCoreType(0, coreType());
            case 1 -> new Declaration.OfType(0, types.next(depth));
            case 2 -> new Declaration.OfAlias(0, alias());
            case 3 -> new Declaration.OfExport(0, name(), description());
            default -> new Declaration.OfImport(0, name(), description());
        };
    }

    private CoreType coreType() {
        return random.nextBoolean()
                ? new CoreType.OfGroup(pick(GROUPS))
                : new CoreType.OfModule(several(MOST_MEMBERS, this::moduleDeclaration));
    }

    private ModuleDeclaration moduleDeclaration() {
        return switch (random.nextInt(4)) {
            case 0 -> new ModuleDeclaration.OfImport(0, label(), label(), pick(DESCRIPTIONS));
            case 1 -> new ModuleDeclaration.OfExport(0, label(), pick(DESCRIPTIONS));
            case 2 -> new ModuleDeclaration.OfType(0, new CoreType.OfGroup(pick(GROUPS)));
            default -> new ModuleDeclaration.OfOuterType(0, index(), index());
        };
    }

    private Alias alias() {
        return switch (random.nextInt(3)) {
            case 0 -> new Alias.OfExport(pick(EXTERN), index(), label());
            case 1 -> new Alias.OfCoreExport(pick(CORE), index(), label());
            default -> new Alias.OfOuter(pick(OUTER), index(), index());
        };
    }

    private ExternDescription description() {
        return switch (random.nextInt(6)) {
            case 0 -> new ExternDescription.OfCoreModule(index());
            case 1 -> new ExternDescription.OfFunction(index());
            case 2 -> new ExternDescription.OfEqualType(index());
            case 3 -> new ExternDescription.OfResource();
            case 4 -> new ExternDescription.OfComponent(index());
            default -> new ExternDescription.OfInstance(index());
        };
    }

    private Canon canon() {
        return switch (random.nextInt(5)) {
            case 0 -> new Canon.Lift(index(), options(), index());
            case 1 -> new Canon.Lower(index(), options());
            case 2 -> new Canon.OfResource(pick(Canon.ResourceOperation.values()), index());
            case 3 -> new Canon.TaskReturn(types.optionalRef(), options());
            default -> builtin(pick(Builtin.values()));
        };
    }

    private Canon builtin(Builtin builtin) {
        return switch (builtin) {
            case SUBTASK_CANCEL, THREAD_YIELD, THREAD_SUSPEND, THREAD_SUSPEND_THEN_RESUME, THREAD_YIELD_THEN_RESUME,
                    THREAD_SUSPEND_THEN_PROMOTE, THREAD_YIELD_THEN_PROMOTE -> new Canon.Flagged(builtin,
                            random.nextBoolean());
            case CONTEXT_GET, CONTEXT_SET -> new Canon.Context(builtin, 0x7F, index());
            case STREAM_NEW, STREAM_DROP_READABLE, STREAM_DROP_WRITABLE, FUTURE_NEW, FUTURE_DROP_READABLE,
                    FUTURE_DROP_WRITABLE -> new Canon.OfTransferType(builtin, index());
            case STREAM_READ, STREAM_WRITE, FUTURE_READ, FUTURE_WRITE -> new Canon.Transfer(builtin, index(), options());
            case STREAM_CANCEL_READ, STREAM_CANCEL_WRITE, FUTURE_CANCEL_READ, FUTURE_CANCEL_WRITE -> new Canon.CancelTransfer(
                    builtin, index(), random.nextBoolean());
            case ERROR_CONTEXT_NEW, ERROR_CONTEXT_DEBUG_MESSAGE -> new Canon.ErrorContext(builtin, options());
            case WAITABLE_SET_WAIT, WAITABLE_SET_POLL -> new Canon.Waiting(builtin, random.nextBoolean(), index());
            case THREAD_NEW_INDIRECT -> new Canon.ThreadIndirect(builtin, index(), index());
            default -> new Canon.Plain(builtin);
        };
    }

    private List<CanonOption> options() {
        return several(MOST_MEMBERS, () -> switch (random.nextInt(6)) {
            case 0 -> new CanonOption.OfEncoding(pick(StringEncoding.values()));
            case 1 -> new CanonOption.OfMemory(index());
            case 2 -> new CanonOption.OfRealloc(index());
            case 3 -> new CanonOption.OfPostReturn(index());
            case 4 -> new CanonOption.OfAsync();
            default -> new CanonOption.OfCallback(index());
        });
    }

    private ExternName name() {
        return new ExternName(label(), optionalLabel(), optionalLabel(), optionalLabel());
    }

    private Optional<String> optionalLabel() {
        return random.nextInt(4) == 0 ? Optional.of(label()) : Optional.empty();
    }

    String label() {
        return pick(List.of("a", "b-1", "a:b/c", "[method]a.b", "", "\u00e4\ud83d\ude00"));
    }

    /** An index, mostly a small one. */
    int index() {
        return random.nextInt(20) == 0 ? random.nextInt() : random.nextInt(4);
    }

    <T> T pick(T[] choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** So many at most; perhaps none. */
    <T> List<T> several(int most, Supplier<T> one) {
        int count = random.nextInt(most + 1);
        List<T> all = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            all.add(one.get());
        }
        return all;
    }
}
