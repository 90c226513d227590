package dev.vespula.udf.internal.module;

import dev.vespula.CustomSection;
import dev.vespula.Module;
import dev.vespula.types.ExportType;
import dev.vespula.types.GlobalType;
import dev.vespula.udf.BlockFormat;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.internal.arrowudf.ArrowUdfModule;
import dev.vespula.udf.internal.clickhouse.ClickHouseModule;
import dev.vespula.udf.internal.component.ComponentModule;
import dev.vespula.udf.internal.plain.PlainModule;
import dev.vespula.udf.internal.task.GuestModule;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which ABI a module keeps to. */
final class GuestModules {
    /** Where a module may say what functions it has: lines as {@link Signature#of} reads them. */
    private static final String SECTION = "vespula-udf";
    private static final String ARROW_UDF = "ARROWUDF_VERSION_";

    private GuestModules() {}

    static GuestModule of(LoadedModule loaded, List<Signature> declared, BlockFormat format) {
        if (loaded.component() != null) {
            return new ComponentModule(loaded.component(), declared);
        }
        Module module = loaded.module();
        for (ExportType export : module.exports()) {
            if (export.type() instanceof GlobalType && export.name().startsWith(ARROW_UDF)) {
                return new ArrowUdfModule(module, export.name().substring(ARROW_UDF.length()), declared);
            }
        }
        List<Signature> known = declared.isEmpty() ? ofSection(module) : declared;
        if (ClickHouseModule.isOne(module)) {
            return new ClickHouseModule(module, known, format);
        }
        return new PlainModule(module, known);
    }

    private static List<Signature> ofSection(Module module) {
        CustomSection section = module.customSection(SECTION).orElse(null);
        if (section == null) {
            return List.of();
        }
        String text = new String(section.bytes(), StandardCharsets.UTF_8);
        try {
            return text.lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).map(Signature::of)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new UdfException(UdfErrorKind.MODULE, "", -1, "in the section " + SECTION + ": " + e.getMessage(), e);
        }
    }
}
