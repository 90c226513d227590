/** HTTP with components: {@link dev.vespula.http.WasiHttp}. */
package dev.vespula.http;
