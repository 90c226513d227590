package dev.vespula.internal.load;

import dev.vespula.Config;
import dev.vespula.EnforcedLimits;
import dev.vespula.LimitException;
import dev.vespula.ModuleException;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.builtins.EngineBuiltins;
import dev.vespula.internal.runtime.AheadCode;
import dev.vespula.internal.runtime.CodeFiles;
import dev.vespula.internal.runtime.EngineActivity;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleTitle;
import dev.vespula.internal.runtime.PackedFile;
import dev.vespula.internal.runtime.TextOrigin;
import dev.vespula.internal.validate.FunctionValidator;
import dev.vespula.internal.validate.ModuleValidator;
import dev.vespula.spi.GeneratedModule;

/** Decodes, validates and translates as far as the compilation mode wants it at once. */
public final class ModuleLoader {
    private ModuleLoader() {}

    /**
     * A module of bytes that nobody else will write to.
     *
     * @param text the text that they are, or null if they are binary
     */
    public static ModuleCode load(EngineState engine, ModuleTitle title, byte[] bytes, TextOrigin text) {
        if (text == null) {
            return load(engine, title, bytes);
        }
        try {
            ModuleCode code = load(engine, title, text.encode());
            code.setText(text);
            return code;
        } catch (ModuleException e) {
            throw text.located(e);
        }
    }

    /** A module that another part of Vespula has written. */
    public static ModuleCode load(EngineState engine, GeneratedModule generated) {
        EngineActivity.Stretch stretch = engine.activity.loading();
        ModuleModel model = ModuleDecoder.decode(generated.bytes(), Features.ALL, EnforcedLimits.none(), engine.types);
        ModuleValidator.validateDefinitions(model);
        return load(engine, new ModuleCode(engine, model), stretch);
    }

    private static ModuleCode load(EngineState engine, ModuleTitle title, byte[] bytes) {
        EngineActivity.Stretch stretch = engine.activity.loading();
        return load(engine, ofUser(engine, title, decode(engine, bytes)), stretch);
    }

    private static ModuleCode ofUser(EngineState engine, ModuleTitle title, ModuleModel model) {
        ModuleCode code = new ModuleCode(engine, model);
        code.setTitle(title);
        code.provided = EngineBuiltins.of(engine);
        return code;
    }

    private static ModuleCode load(EngineState engine, ModuleCode code, EngineActivity.Stretch stretch) {
        EngineActivity activity = engine.activity;
        if (engine.tier.recall(code)) {
            activity.loaded(stretch, code);
            return code;
        }
        switch (engine.config.compilationMode()) {
            // Translating validates as well.
            case EAGER -> code.translateAll();
            case LAZY_TRANSLATION -> validateBodies(code.model);
            case LAZY -> {
            }
        }
        engine.tier.loaded(code);
        activity.loaded(stretch, code);
        return code;
    }

    /** A module with the code that was compiled ahead of time, in a jar. */
    public static ModuleCode loadAhead(EngineState engine, ModuleTitle title, byte[] jar) {
        return loadAhead(engine, title, PackedFile.ofCode(jar));
    }

    /** A module with the code that was compiled ahead of time. */
    static ModuleCode loadAhead(EngineState engine, ModuleTitle title, CodeFiles files) {
        EngineActivity activity = engine.activity;
        EngineActivity.Stretch stretch = activity.loading();
        AheadCode ahead = engine.tier.openAhead(files);
        ModuleCode code = ofUser(engine, title, decode(engine, ahead.module()));
        ahead.install(code);
        activity.loaded(stretch, code);
        return code;
    }

    public static void validate(EngineState engine, byte[] bytes, TextOrigin text) {
        try {
            validateBodies(decode(engine, text == null ? bytes : text.encode()));
        } catch (ModuleException e) {
            throw text == null ? e : text.located(e);
        }
    }

    private static ModuleModel decode(EngineState engine, byte[] bytes) {
        Config config = engine.config;
        ModuleModel model =
                ModuleDecoder.decode(bytes, Features.of(config), config.enforcedLimits(), engine.types);
        ModuleValidator.validateDefinitions(model);
        EngineBuiltins.check(engine, model);
        if (model.start() >= 0 && config.startFunctions() == Config.StartFunctions.FORBID) {
            throw new LimitException(
                    "configuration disallows start functions but found one", model.startOffset());
        }
        return model;
    }

    private static void validateBodies(ModuleModel model) {
        new FunctionValidator(model).validateAll();
    }
}
