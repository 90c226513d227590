package dev.vespula.internal.instantiate;

import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.memory.SharedContent;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.HostBody;
import dev.vespula.internal.runtime.HostFunctionInstance;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.Signature;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.types.FuncType;

/** What a name of a linker stands for. */
public sealed interface ImportDefinition {
    /**
     * The run-time object that stands for it in a store.
     *
     * @throws IllegalStateException if it has no type before it is linked to an import
     */
    Object in(StoreState store);

    /**
     * Checks whether it fits an import, as far as that can be said without a store.
     *
     * @throws dev.vespula.LinkException if it does not
     */
    void check(ModuleCode module, ModuleCode.ImportName wanted);

    /** The same for an import: what takes its type from there has it now. */
    default ImportDefinition linkedTo(ModuleCode module, ModuleCode.ImportName wanted) {
        return this;
    }

    /** Something that exists in a store. */
    record Existing(Object raw) implements ImportDefinition {
        @Override
        public Object in(StoreState store) {
            return raw;
        }

        @Override
        public void check(ModuleCode module, ModuleCode.ImportName wanted) {
            Instantiation.check(module, wanted, raw);
        }
    }

    /** A shared memory. */
    record Shared(SharedContent content) implements ImportDefinition {
        @Override
        public Object in(StoreState store) {
            return store.memoryOver(content);
        }

        @Override
        public void check(ModuleCode module, ModuleCode.ImportName wanted) {
            // Its size may be another one by then.
        }
    }

    /** A host function, for all stores. */
    record Host(Signature signature, HostBody body) implements ImportDefinition {
        @Override
        public Object in(StoreState store) {
            return new HostFunctionInstance(store, signature, body);
        }

        @Override
        public void check(ModuleCode module, ModuleCode.ImportName wanted) {
            Instantiation.checkFunction(module, wanted, signature);
        }
    }

    /** A string, as an immutable global. */
    record Text(String value) implements ImportDefinition {
        @Override
        public Object in(StoreState store) {
            GlobalCell global = new GlobalCell(store, ValTypes.nonNull(HeapTypes.EXTERN), GlobalCell.Mutability.CONST);
            global.ref = value;
            return global;
        }

        @Override
        public void check(ModuleCode module, ModuleCode.ImportName wanted) {
            // Whoever gives it has looked at the module.
        }
    }

    /** A host function of the type that an import wants. */
    record HostOfAnyType(HostBody body) implements ImportDefinition {
        @Override
        public Object in(StoreState store) {
            throw new IllegalStateException("the host function takes its type from the import that it is linked to, and there"
                    + " is none here");
        }

        @Override
        public void check(ModuleCode module, ModuleCode.ImportName wanted) {
            linkedTo(module, wanted).check(module, wanted);
        }

        @Override
        public ImportDefinition linkedTo(ModuleCode module, ModuleCode.ImportName wanted) {
            // What is no function is told by the check: any type will do.
            Signature signature = wanted.kind() == ExternKind.FUNCTION ? module.signature(wanted.index())
                    : module.engine.signature(FuncType.of());
            return new Host(signature, body);
        }
    }
}
