/* Looks up the engine's functions for the stubs that the build script writes. */

#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

/* What a stub knows of its function; the build script lays it out. */
struct function {
  /* Where the stub jumps to: at first back into itself, to have it looked up. */
  void *address;
  const char name[];
};

/* Its own dependencies, which have the other functions, are searched with it. Loading it again only counts. */
static void *engine(void) {
  void *engine = dlopen("libwebkit2gtk-4.1.so.0", RTLD_LAZY);
  if (!engine)
    fprintf(stderr, "%s\n", dlerror());
  return engine;
}

bool monitor_delay_load(void) { return engine() != NULL; }

/* Two threads may do this at once: both find the same. */
void *monitor_delay_load_find(struct function *function) {
  void *handle = engine();
  void *address = handle ? dlsym(handle, function->name) : NULL;
  if (!address) {
    fprintf(stderr, "WebKitGTK has no %s: is it older than the app?\n", function->name);
    /* As the dynamic linker does where a program lacks something. */
    _exit(127);
  }
  __atomic_store_n(&function->address, address, __ATOMIC_RELEASE);
  return address;
}

/* Tauri asks for the version at every start, and only to learn that there is an engine. */
unsigned webkit_get_major_version(void) { return MAJOR; }
unsigned webkit_get_minor_version(void) { return MINOR; }
unsigned webkit_get_micro_version(void) { return MICRO; }
