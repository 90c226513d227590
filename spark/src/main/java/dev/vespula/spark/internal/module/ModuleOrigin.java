package dev.vespula.spark.internal.module;

import dev.vespula.udf.WasmUdfs;
import java.io.Serializable;

/** Where tasks have a module from. Equal for the same module with the same options. */
public sealed interface ModuleOrigin extends Serializable permits CarriedModule, StoredModule {

    /**
     * The functions, in the process that asks; the same object or an equal one each time.
     *
     * @throws dev.vespula.udf.UdfException with {@link dev.vespula.udf.UdfErrorKind#MISSING_MODULE} if it is not to be had there
     */
    WasmUdfs udfs();
}
