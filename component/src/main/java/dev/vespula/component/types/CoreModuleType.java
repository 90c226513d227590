package dev.vespula.component.types;

import java.util.List;

/** The type of a core module. */
public record CoreModuleType(List<dev.vespula.types.ImportType> imports, List<dev.vespula.types.ExportType> exports)
        implements
            ExternType {}
