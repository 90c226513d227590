package dev.vespula.internal.snapshot;

import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import java.util.function.BiFunction;

/** What stands for the imports of instances that are restored. */
interface GivenExterns {
    /** What stands for an import; null for nothing. */
    Object find(ModuleInstance instance, ModuleCode.ImportName name);

    /** Whether each instance is linked when it is made, so that nothing is to be found by name. */
    boolean areLinked();

    /** What somebody finds for the imports of a module. */
    static GivenExterns byName(BiFunction<ModuleCode, ModuleCode.ImportName, Object> names) {
        return new GivenExterns() {
            @Override
            public Object find(ModuleInstance instance, ModuleCode.ImportName name) {
                return names.apply(instance.module, name);
            }

            @Override
            public boolean areLinked() {
                return false;
            }
        };
    }

    /** What the instances were linked with. */
    GivenExterns LINKED = new GivenExterns() {
        @Override
        public Object find(ModuleInstance instance, ModuleCode.ImportName name) {
            return switch (name.kind()) {
                case FUNCTION -> instance.functions[name.index()];
                case TABLE -> instance.tables[name.index()];
                case MEMORY -> instance.memories[name.index()];
                case GLOBAL -> instance.globals[name.index()];
                case TAG -> instance.tags[name.index()];
            };
        }

        @Override
        public boolean areLinked() {
            return true;
        }
    };
}
