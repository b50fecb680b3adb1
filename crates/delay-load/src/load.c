/* Loads the engine, and looks up its functions for the stubs that the build script writes. */

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <unistd.h>

/* What a stub knows of its function; the build script lays it out. */
struct function {
  /* Where the stub jumps to: at first back into itself, to have it looked up. */
  void *address;
  const char *name;
};

/* All that the program calls, from the linker. */
extern struct function __start_monitor_delay_load_functions[] __attribute__((visibility("hidden")));
extern struct function __stop_monitor_delay_load_functions[] __attribute__((visibility("hidden")));

/* Its own dependencies, which have the other functions, are searched with it. Loading it again only counts. */
static void *engine(void) { return dlopen("libwebkit2gtk-4.1.so.0", RTLD_LAZY); }

/* Two threads may do this at once: both find the same. */
static void *look_up(void *engine, struct function *function) {
  void *address = dlsym(engine, function->name);
  if (address)
    __atomic_store_n(&function->address, address, __ATOMIC_RELEASE);
  return address;
}

static size_t say(char *why, size_t room, const char *what) {
  int length = snprintf(why, room, "%s", what);
  return length < 0 ? 0 : (size_t)length < room ? (size_t)length : room - 1;
}

/* Answers how much it wrote of why the engine cannot be used; nothing where it can. */
size_t monitor_delay_load(char *why, size_t room) {
  void *loaded = engine();
  if (!loaded)
    return say(why, room, dlerror());
  struct function *function = __start_monitor_delay_load_functions;
  for (; function < __stop_monitor_delay_load_functions; function++)
    if (!look_up(loaded, function))
      return say(why, room, dlerror());
  return 0;
}

/* For a stub that is called before all were looked up. */
void *monitor_delay_load_find(struct function *function) {
  void *loaded = engine();
  void *address = loaded ? look_up(loaded, function) : NULL;
  if (!address) {
    fprintf(stderr, "%s\n", dlerror());
    /* As the dynamic linker ends a program that lacks something. */
    _exit(127);
  }
  return address;
}

/* Tauri asks for the version at every start, and only to learn that there is an engine. */
unsigned webkit_get_major_version(void) { return MAJOR; }
unsigned webkit_get_minor_version(void) { return MINOR; }
unsigned webkit_get_micro_version(void) { return MICRO; }
