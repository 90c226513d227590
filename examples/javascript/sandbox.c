// JavaScript for a host: QuickJS with a handful of functions around it. Whatever passes between script and host is JSON.
#include <stdlib.h>
#include <string.h>
#include "quickjs.h"

#define EXPORT(name) __attribute__((export_name(#name)))
#define HOST(name) __attribute__((import_module("host"), import_name(#name)))

// Calls function number `function` of the host with an array of arguments. Gives the length of its answer, or -1 - length of a message.
HOST(call) int host_call(int function, const char *arguments, size_t length);
// Copies what the last call gave.
HOST(take) void host_take(char *to);

static JSContext *context;
static const char *answer;

// A global function that calls the host.
static JSValue call_host(JSContext *ctx, JSValueConst self, int argc, JSValueConst *argv, int function) {
  JSValue array = JS_NewArray(ctx);
  for (int i = 0; i < argc; i++)
    JS_SetPropertyUint32(ctx, array, i, JS_DupValue(ctx, argv[i]));
  JSValue json = JS_JSONStringify(ctx, array, JS_UNDEFINED, JS_UNDEFINED);
  JS_FreeValue(ctx, array);
  size_t length;
  const char *text = JS_ToCStringLen(ctx, &length, json);
  JS_FreeValue(ctx, json);
  if (text == NULL)
    return JS_EXCEPTION;
  int got = host_call(function, text, length);
  JS_FreeCString(ctx, text);
  int size = got < 0 ? -1 - got : got;
  char *copy = js_malloc(ctx, size + 1);
  if (copy == NULL)
    return JS_EXCEPTION;
  host_take(copy);
  copy[size] = 0;
  JSValue result = got < 0 ? JS_ThrowTypeError(ctx, "%s", copy) : JS_ParseJSON(ctx, copy, size, "<host>");
  js_free(ctx, copy);
  return result;
}

// Makes an interpreter; 0 if there is no room for it.
EXPORT(start) int start(void) {
  JSRuntime *runtime = JS_NewRuntime();
  if (runtime == NULL)
    return 0;
  JS_SetMaxStackSize(runtime, 384 * 1024); // of the 512 KiB that the linker gives
  context = JS_NewContext(runtime);
  return context != NULL;
}

// Makes a function of the host known to scripts.
EXPORT(define) void define(const char *name, int function) {
  JSValue global = JS_GetGlobalObject(context);
  JS_SetPropertyStr(context, global, name, JS_NewCFunctionMagic(context, (JSCFunctionMagic *)call_host, name, 0, JS_CFUNC_generic_magic, function));
  JS_FreeValue(context, global);
}

// Evaluates a script, and what it has left to do afterwards. Gives 1 if `result` is its value as JSON, 0 if it is a message.
EXPORT(evaluate) int evaluate(const char *script, size_t length) {
  JSValue value = JS_Eval(context, script, length, "script.js", JS_EVAL_TYPE_GLOBAL);
  JSContext *at;
  while (!JS_IsException(value) && JS_ExecutePendingJob(JS_GetRuntime(context), &at) > 0)
    ;
  if (!JS_IsException(value) && JS_PromiseState(context, value) == JS_PROMISE_FULFILLED) {
    JSValue promise = value;
    value = JS_PromiseResult(context, promise);
    JS_FreeValue(context, promise);
  }
  JSValue json = JS_IsException(value) ? value : JS_JSONStringify(context, value, JS_UNDEFINED, JS_UNDEFINED);
  int is_value = !JS_IsException(json);
  if (!is_value)
    json = JS_GetException(context);
  if (answer != NULL)
    JS_FreeCString(context, answer);
  answer = JS_IsUndefined(json) ? NULL : JS_ToCString(context, json);
  JS_FreeValue(context, json);
  return is_value;
}

// What the last script gave; 0 for undefined.
EXPORT(result) const char *result(void) {
  return answer;
}
