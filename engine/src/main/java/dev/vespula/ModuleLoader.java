package dev.vespula;

import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.runtime.AheadCode;
import dev.vespula.internal.runtime.EngineActivity;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.TextOrigin;
import dev.vespula.internal.validate.FunctionValidator;
import dev.vespula.internal.validate.ModuleValidator;

/** Decodes, validates and translates as far as the compilation mode wants it at once. */
final class ModuleLoader {
    private ModuleLoader() {
    }

    /**
     * A module of bytes that nobody else will write to.
     *
     * @param text the text that they are, or null if they are binary
     */
    static Module load(Engine engine, byte[] bytes, TextOrigin text) {
        if (text == null) {
            return load(engine, bytes);
        }
        try {
            Module module = load(engine, text.encode());
            module.code().setText(text);
            return module;
        } catch (ModuleException e) {
            throw text.located(e);
        }
    }

    private static Module load(Engine engine, byte[] bytes) {
        EngineActivity activity = engine.state().activity;
        EngineActivity.Stretch stretch = activity.loading();
        ModuleModel model = decode(engine, bytes);
        ModuleCode code = new ModuleCode(engine.state(), model);
        if (engine.state().tier.recall(code)) {
            activity.loaded(stretch, code);
            return Module.of(engine, code);
        }
        switch (engine.config().compilationMode()) {
            case EAGER -> {
                validateBodies(model);
                code.translateAll();
            }
            case LAZY_TRANSLATION -> validateBodies(model);
            case LAZY -> {
            }
        }
        engine.state().tier.loaded(code);
        activity.loaded(stretch, code);
        return Module.of(engine, code);
    }

    /** A module with the code that was compiled ahead of time. */
    static Module loadAhead(Engine engine, byte[] jar) {
        EngineActivity activity = engine.state().activity;
        EngineActivity.Stretch stretch = activity.loading();
        AheadCode ahead = engine.state().tier.openAhead(jar);
        ModuleCode code = new ModuleCode(engine.state(), decode(engine, ahead.module()));
        ahead.install(code);
        activity.loaded(stretch, code);
        return Module.of(engine, code);
    }

    static void validate(Engine engine, byte[] bytes, TextOrigin text) {
        try {
            validateBodies(decode(engine, text == null ? bytes : text.encode()));
        } catch (ModuleException e) {
            throw text == null ? e : text.located(e);
        }
    }

    private static ModuleModel decode(Engine engine, byte[] bytes) {
        Config config = engine.config();
        ModuleModel model =
                ModuleDecoder.decode(bytes, config.features(), config.enforcedLimits(), engine.state().types);
        ModuleValidator.validateDefinitions(model);
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
