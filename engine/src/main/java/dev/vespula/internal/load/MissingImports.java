package dev.vespula.internal.load;

import dev.vespula.LinkException;
import dev.vespula.internal.runtime.ExternTypes;
import dev.vespula.internal.runtime.ModuleCode;
import java.util.List;
import java.util.Objects;

/** Tells what a module imports and nobody defines: all of it, and where it might come from. */
public final class MissingImports {
    /** More are only counted. */
    private static final int MOST = 50;

    private MissingImports() {}

    /** The exception for imports of a module, at least one. */
    public static LinkException exception(ModuleCode code, List<ModuleCode.ImportName> missing) {
        StringBuilder text = new StringBuilder("unknown import: ");
        text.append(describe(code, missing.get(0))).append(" has not been defined");
        if (missing.size() > 1) {
            text.append(", nor have");
            missing.stream().skip(1).limit(MOST).forEach(name -> text.append("\n  ").append(describe(code, name)));
        }
        if (missing.size() > MOST + 1) {
            text.append("\n  ... ").append(missing.size() - MOST - 1).append(" more");
        }
        text.append(code.inMessages());
        missing.stream().map(name -> hint(name.module())).filter(Objects::nonNull).findFirst()
                .ifPresent(hint -> text.append('\n').append(hint));
        return new LinkException(text.toString());
    }

    private static String describe(ModuleCode code, ModuleCode.ImportName name) {
        return "`" + name + "` of type " + ExternTypes.text(ExternTypes.declared(code, name.kind(), name.index()));
    }

    /** Where the imports of a module name are to be had; null if nobody knows. */
    private static String hint(String module) {
        return switch (module) {
            case "wasi_snapshot_preview1" -> "wasi_snapshot_preview1 is WASI preview 1, for which there is the artifact"
                    + " dev.vespula:vespula-wasi: Wasi.builder() ... .build().addTo(linker)";
            case "wasi_unstable" -> "wasi_unstable is an early WASI, which is not supported: toolchains have used"
                    + " wasi_snapshot_preview1 since 2019";
            case "wasi" -> "wasi::thread-spawn belongs to wasi-threads, for which there is WasiThreads in the artifact"
                    + " dev.vespula:vespula-wasi";
            case "wasm:js-string", "wasm:text-encoder", "wasm:text-decoder" -> module
                    + " are functions that the engine has itself:"
                    + " Config.with(BuiltinSet), or vespula run --builtins=" + module.substring(module.indexOf(':') + 1);
            case "'" -> "what is imported from ' are string constants: Config.withStringConstants(\"'\"), or vespula run"
                    + " --string-constants=\"'\"";
            default -> null;
        };
    }
}
