/* A register machine for models of stocks and flows: runs what model.engine.compiled.program has printed.

   A register holds the value of one expression for WIDTH members side by side, so that every instruction is a loop that
   the compiler turns into vector instructions. Members never meet: what one of them gives does not depend on the others,
   on the width, or on the instructions of the processor (the arithmetic is IEEE, never contracted). */

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x030B0000
#include <Python.h>
#include <stdlib.h>

#include "elementary.h"

enum { ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATIVE, MINIMUM, MAXIMUM, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, WHERE, EXP, LOG, LOG1P, SQRT, POWER };
enum { ONCE, YEAR, START, STEP, SECTIONS };
enum { WIDEST = 16, SIDE = 8 }; /* members side by side at most; instructions, where there is one member */

typedef struct { int32_t to, a, b, c; } Instruction;
typedef struct { int32_t operation, end; } Group; /* of instructions, none of which reads what another of them gives */

/* Places of the arrays that run() is given, in the order of Job in model/engine/compiled/job.py. */
enum { SIZES, GROUPS, CODE, LITERALS, STAGES, CHECKED, LIMITS, BALANCES, PARAMETERS, VARIED, VARIED_BY, INPUTS, MOVED, MOVED_BY,
       RESTATED, RESTATED_BY, SLOPES, INITIALS, KEPT, SUMMED, NUMBERS, ENDS, TOTALS, NUMBERS_OUT, FINE, FAULTS, STATES, ARRAYS };

typedef struct {
    int32_t width, members, years, steps, stages, parameters, inputs, stocks, literals, registers;
    int32_t last[SECTIONS]; /* at which group each section ends */
    int32_t checked[4];     /* how many constants, inputs, stocks and values are checked, one after the other */
    int32_t balances, varied, moved, restated, kept, summed, numbers, fine, states;
    int32_t from, to; /* the members to be run */
} Sizes;

typedef struct {
    Sizes s;
    const Group *groups;
    const Instruction *code;
    const double *literals, *stages, *limits, *parameters, *varied_by, *inputs, *moved_by, *restated_by;
    const int32_t *checked, *balances, *varied, *moved, *restated, *slopes, *initials, *kept, *summed, *numbers;
    double *ends, *totals, *numbers_out, *fine, *states;
    int32_t *faults;
    double tolerance;
} Job;

typedef struct {
    double *registers, *base, *change, *total;
    int first, count, looks; /* the members of this block, and how often it has been looked at */
} Block;

#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__)
#define VECTORS __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VECTORS
#endif

#if defined(__GNUC__)
#define ALWAYS_INLINE static inline __attribute__((always_inline))
#else
#define ALWAYS_INLINE static inline
#endif

#define EACH(COUNT) for (int m = 0; m < (COUNT); m += 1)
#if defined(__GNUC__)
#define IN_VECTORS(COUNT) _Pragma("GCC unroll 1") EACH(COUNT) /* a short loop that is unrolled first is made no vector of */
#else
#define IN_VECTORS(COUNT) EACH(COUNT)
#endif
#define CASE(NAME, DO)                                                                                    \
    case NAME:                                                                                            \
        for (; code < end; code += 1) {                                                                   \
            double *restrict to = registers + (size_t)code->to * WIDTH;                                   \
            const double *a = registers + (size_t)code->a * WIDTH, *b = registers + (size_t)code->b * WIDTH; \
            const double *c = registers + (size_t)code->c * WIDTH;                                        \
            (void)b, (void)c;                                                                             \
            DO                                                                                            \
        }                                                                                                 \
        break;
#define PLAIN(NAME, VALUE) CASE(NAME, IN_VECTORS(WIDTH) { to[m] = (VALUE); })
#define COMPUTED(LOOP, COUNT, NEAR, REACHED, FAR)                                                         \
    int reached = 0;                                                                                      \
    LOOP(COUNT) { to[m] = (NEAR); reached += (REACHED); }                                                 \
    if (reached < (COUNT)) EACH(COUNT) if (!(REACHED)) to[m] = (FAR);
/* Of one member, instructions of a group are computed side by side in place of members. */
#define ELEMENTARY(NAME, NEAR, REACHED, FAR)                                                              \
    case NAME:                                                                                            \
        if (WIDTH > 1) {                                                                                  \
            for (; code < end; code += 1) {                                                               \
                double *restrict to = registers + (size_t)code->to * WIDTH;                               \
                const double *a = registers + (size_t)code->a * WIDTH, *b = registers + (size_t)code->b * WIDTH; \
                (void)b;                                                                                  \
                COMPUTED(IN_VECTORS, WIDTH, NEAR, REACHED, FAR)                                           \
            }                                                                                             \
        } else {                                                                                          \
            for (int count; code < end; code += count) {                                                  \
                double a[SIDE], b[SIDE], to[SIDE];                                                        \
                count = end - code < SIDE ? (int)(end - code) : SIDE;                                     \
                EACH(SIDE) { a[m] = registers[code[m < count ? m : 0].a]; b[m] = registers[code[m < count ? m : 0].b]; } \
                (void)b;                                                                                  \
                COMPUTED(EACH, SIDE, NEAR, REACHED, FAR)                                                  \
                EACH(count) registers[code[m].to] = to[m];                                                \
            }                                                                                             \
        }                                                                                                 \
        break;
#define EXECUTE(NAME, SIZE)                                                                               \
    VECTORS static void NAME(const Group *group, const Group *last, const Instruction *first,             \
                             const Instruction *code, double *registers) {                                \
        enum { WIDTH = SIZE };                                                                            \
        for (; group < last; group += 1) {                                                                \
            const Instruction *end = first + group->end;                                                  \
            switch (group->operation) {                                                                   \
                PLAIN(ADD, a[m] + b[m])                                                                   \
                PLAIN(SUBTRACT, a[m] - b[m])                                                              \
                PLAIN(MULTIPLY, a[m] * b[m])                                                              \
                PLAIN(DIVIDE, a[m] / b[m])                                                                \
                PLAIN(NEGATIVE, -a[m])                                                                    \
                PLAIN(MINIMUM, (a[m] < b[m] || a[m] != a[m]) ? a[m] : b[m])                               \
                PLAIN(MAXIMUM, (a[m] > b[m] || a[m] != a[m]) ? a[m] : b[m])                               \
                PLAIN(LESS, a[m] < b[m] ? 1.0 : 0.0)                                                      \
                PLAIN(LESS_EQUAL, a[m] <= b[m] ? 1.0 : 0.0)                                               \
                PLAIN(GREATER, a[m] > b[m] ? 1.0 : 0.0)                                                   \
                PLAIN(GREATER_EQUAL, a[m] >= b[m] ? 1.0 : 0.0)                                            \
                PLAIN(WHERE, a[m] != 0.0 ? b[m] : c[m])                                                   \
                ELEMENTARY(EXP, exp_of(a[m]), reached_by_exp(a[m]), exp(a[m]))                            \
                ELEMENTARY(LOG, log_of(a[m]), reached_by_log(a[m]), log(a[m]))                            \
                ELEMENTARY(LOG1P, log1p_of(a[m]), reached_by_log(1.0 + a[m]), log1p(a[m]))                \
                PLAIN(SQRT, sqrt(a[m]))                                                                   \
                ELEMENTARY(POWER, power_of(a[m], b[m]), reached_by_power(a[m], b[m]), pow(a[m], b[m]))    \
                default: return;                                                                          \
            }                                                                                             \
        }                                                                                                 \
    }

EXECUTE(execute_one, 1)
EXECUTE(execute_eight, 8)
EXECUTE(execute_widest, WIDEST)

static void execute(const Job *job, Block *block, int section) {
    const int from = section ? job->s.last[section - 1] : 0;
    const Group *group = job->groups + from, *last = job->groups + job->s.last[section];
    const Instruction *code = job->code + (from ? group[-1].end : 0);
    switch (job->s.width) {
        case 1: execute_one(group, last, job->code, code, block->registers); break;
        case 8: execute_eight(group, last, job->code, code, block->registers); break;
        default: execute_widest(group, last, job->code, code, block->registers);
    }
}

static double *at(const Job *job, Block *block, int place) { return block->registers + (size_t)place * job->s.width; }

static void fill(double *to, double value, int width) {
    for (int m = 0; m < width; m += 1) to[m] = value;
}

/* The values of one name for the members of this block; the last member stands in where the block is not full. */
static void take(const Job *job, const Block *block, double *to, const double *row) {
    for (int m = 0; m < job->s.width; m += 1) to[m] = row[block->first + (m < block->count ? m : block->count - 1)];
}

static void give(const Block *block, double *row, const double *from) {
    memcpy(row + block->first, from, (size_t)block->count * sizeof(double));
}

static void set_inputs(const Job *job, Block *block, int year) {
    const Sizes *s = &job->s;
    for (int i = 0; i < s->inputs; i += 1)
        fill(at(job, block, s->parameters + i), job->inputs[(size_t)year * s->inputs + i], s->width);
    for (int i = 0; i < s->moved; i += 1)
        if (job->moved[2 * i] == year)
            take(job, block, at(job, block, s->parameters + job->moved[2 * i + 1]), job->moved_by + (size_t)i * s->members);
    execute(job, block, YEAR);
}

static int all_checked(const Job *job) {
    const int32_t *checked = job->s.checked;
    return checked[0] + checked[1] + checked[2] + checked[3];
}

/* That a member is at fault, if it was not before; and, where it is asked for, the state it is in. */
static void note(const Job *job, Block *block, int m, int place) {
    int32_t *fault = job->faults + 2 * (size_t)(block->first + m);
    if (m >= block->count || fault[0] >= 0) return;
    fault[0] = block->looks;
    fault[1] = place;
    const int all = job->s.states ? all_checked(job) : 0;
    double *state = job->states + (size_t)(block->first + m) * all;
    for (int i = 0; i < all; i += 1) state[i] = block->registers[(size_t)job->checked[i] * job->s.width + m];
}

ALWAYS_INLINE void check_each(const Job *job, Block *block, int from, int to, int width) {
    const double *registers = block->registers;
    int left = 0; /* how many values left their domains; as a rule none, and that is soon known */
    for (int i = from; i < to; i += 1) {
        const double *value = registers + (size_t)job->checked[i] * width, low = job->limits[2 * i], high = job->limits[2 * i + 1];
        for (int m = 0; m < width; m += 1) left += !(low <= value[m] && value[m] <= high);
    }
    for (int i = from; i < to && left; i += 1) {
        const double *value = registers + (size_t)job->checked[i] * width;
        for (int m = 0; m < width; m += 1)
            if (!(job->limits[2 * i] <= value[m] && value[m] <= job->limits[2 * i + 1])) note(job, block, m, i);
    }
}

VECTORS static void check(const Job *job, Block *block, int from, int to) {
    if (job->s.width == 1) check_each(job, block, from, to, 1);
    else check_each(job, block, from, to, job->s.width);
}

static const int32_t *add_terms(const Job *job, Block *block, const int32_t *terms, double *sum) {
    fill(sum, 0.0, job->s.width);
    for (int32_t count = *terms++; count > 0; count -= 1) {
        const double *value = at(job, block, *terms++);
        for (int m = 0; m < job->s.width; m += 1) sum[m] += value[m];
    }
    return terms;
}

VECTORS static void check_balances(const Job *job, Block *block, int place) {
    double left[WIDEST], right[WIDEST];
    const int32_t *terms = job->balances;
    for (int i = 0; i < job->s.balances; i += 1) {
        terms = add_terms(job, block, terms, left);
        terms = add_terms(job, block, terms, right);
        for (int m = 0; m < job->s.width; m += 1) {
            const double larger = fabs(left[m]) > fabs(right[m]) ? fabs(left[m]) : fabs(right[m]);
            if (fabs(left[m] - right[m]) > job->tolerance * larger) note(job, block, m, place + i);
        }
    }
}

/* The equations at the present state, which must be in its domain and balanced; what is checked first comes first. */
static void look(const Job *job, Block *block, int whole_year) {
    const int stocks = job->s.checked[0] + job->s.checked[1], end = all_checked(job);
    execute(job, block, STEP);
    check(job, block, whole_year ? 0 : stocks, end);
    check_balances(job, block, end);
    block->looks += 1;
}

/* Of what is summed, the part of the year's total that this stage makes; for one member without a loop over members. */
ALWAYS_INLINE void add_up(const Job *job, Block *block, double part, int width) {
    const double *registers = block->registers;
    for (int i = 0; i < job->s.summed; i += 1) {
        const double *value = registers + (size_t)job->summed[i] * width;
        double *restrict total = block->total + (size_t)i * width;
        for (int m = 0; m < width; m += 1) total[m] += part * value[m];
    }
}

VECTORS static void advance(const Job *job, Block *block, int step, int *fine) {
    const Sizes *s = &job->s;
    const size_t size = (size_t)s->stocks * s->width;
    const double h = 1.0 / s->steps;
    double *state = at(job, block, s->parameters + s->inputs);
    memcpy(block->base, state, size * sizeof(double));
    memset(block->change, 0, size * sizeof(double));
    for (int stage = 0; stage < s->stages; stage += 1) {
        const double ahead = job->stages[2 * stage] * h, part = job->stages[2 * stage + 1] * h;
        if (stage == 0) {
            look(job, block, step == 0);
        } else {
            for (int i = 0; i < s->stocks; i += 1) {
                const double *slope = block->change + size + (size_t)i * s->width;
                for (int m = 0; m < s->width; m += 1)
                    state[(size_t)i * s->width + m] = block->base[(size_t)i * s->width + m] + ahead * slope[m];
            }
            execute(job, block, STEP);
        }
        for (int i = 0; i < s->stocks; i += 1) {
            const double *slope = at(job, block, job->slopes[i]);
            double *change = block->change + (size_t)i * s->width, *kept = change + size;
            for (int m = 0; m < s->width; m += 1) { change[m] += part * slope[m]; kept[m] = slope[m]; }
        }
        if (s->width == 1) add_up(job, block, part, 1);
        else add_up(job, block, part, s->width);
    }
    for (size_t i = 0; i < size; i += 1) state[i] = block->base[i] + block->change[i];
    if (s->fine)
        for (int i = 0; i < s->stocks; i += 1)
            give(block, job->fine + ((size_t)i * s->fine + *fine) * s->members, state + (size_t)i * s->width);
    *fine += 1;
}

static void report(const Job *job, Block *block, int year) {
    const Sizes *s = &job->s;
    for (int i = 0; i < s->stocks + s->kept; i += 1) {
        const int place = i < s->stocks ? s->parameters + s->inputs + i : job->kept[i - s->stocks];
        give(block, job->ends + ((size_t)i * s->years + year) * s->members, at(job, block, place));
    }
    for (int i = 0; i < s->summed; i += 1) {
        const double *total = year ? block->total + (size_t)i * s->width : at(job, block, job->summed[i]);
        give(block, job->totals + ((size_t)i * s->years + year) * s->members, total);
    }
}

static void begin(const Job *job, Block *block) {
    const Sizes *s = &job->s;
    for (int i = 0; i < s->parameters; i += 1) fill(at(job, block, i), job->parameters[i], s->width);
    for (int i = 0; i < s->varied; i += 1)
        take(job, block, at(job, block, job->varied[i]), job->varied_by + (size_t)i * s->members);
    const int first = s->parameters + s->inputs + s->stocks;
    for (int i = 0; i < s->literals; i += 1) fill(at(job, block, first + i), job->literals[i], s->width);
    execute(job, block, ONCE);
    set_inputs(job, block, 0);
    execute(job, block, START);
    for (int i = 0; i < s->stocks; i += 1)
        memcpy(block->base + (size_t)i * s->width, at(job, block, job->initials[i]), s->width * sizeof(double));
    memcpy(at(job, block, s->parameters + s->inputs), block->base, (size_t)s->stocks * s->width * sizeof(double));
    for (int i = 0; i < s->numbers; i += 1)
        give(block, job->numbers_out + (size_t)i * s->members, at(job, block, job->numbers[i]));
}

static void restate(const Job *job, Block *block, int year) {
    const Sizes *s = &job->s;
    double added[WIDEST];
    for (int i = 0; i < s->restated; i += 1)
        if (job->restated[2 * i] == year) {
            double *stock = at(job, block, s->parameters + s->inputs + job->restated[2 * i + 1]);
            take(job, block, added, job->restated_by + (size_t)i * s->members);
            for (int m = 0; m < s->width; m += 1) stock[m] += added[m];
        }
}

static void integrate(const Job *job, Block *block) {
    const Sizes *s = &job->s;
    int fine = 1;
    begin(job, block);
    if (s->fine)
        for (int i = 0; i < s->stocks; i += 1)
            give(block, job->fine + (size_t)i * s->fine * s->members, block->base + (size_t)i * s->width);
    look(job, block, 1);
    report(job, block, 0);
    for (int year = 1; year < s->years; year += 1) {
        memset(block->total, 0, (size_t)s->summed * s->width * sizeof(double));
        restate(job, block, year);
        set_inputs(job, block, year);
        for (int step = 0; step < s->steps; step += 1) advance(job, block, step, &fine);
        look(job, block, 1);
        report(job, block, year);
    }
}

static int run_all(const Job *job) {
    const Sizes *s = &job->s;
    const size_t width = s->width, rows = (size_t)s->registers + 3 * (size_t)s->stocks + s->summed + 8;
    double *memory = calloc(rows * width + 8, sizeof(double));
    if (!memory) return -1;
    double *registers = memory + (64 - (uintptr_t)memory % 64) % 64 / sizeof(double);
    Block block = {registers, registers + s->registers * width, NULL, NULL, 0, 0, 0};
    block.change = block.base + s->stocks * width; /* and after it the slopes of the stage before */
    block.total = block.change + 2 * s->stocks * width;
    for (block.first = s->from; block.first < s->to; block.first += s->width) {
        block.count = s->to - block.first < s->width ? s->to - block.first : s->width;
        block.looks = 0;
        integrate(job, &block);
    }
    free(memory);
    return 0;
}

static PyObject *run(PyObject *self, PyObject *arguments) {
    PyObject *arrays;
    Job job;
    Py_buffer views[ARRAYS];
    int held = 0, failed = -2;
    (void)self;
    if (!PyArg_ParseTuple(arguments, "O!d", &PyTuple_Type, &arrays, &job.tolerance)) return NULL;
    if (PyTuple_Size(arrays) != ARRAYS) {
        PyErr_Format(PyExc_ValueError, "expected %d arrays", ARRAYS);
        return NULL;
    }
    for (; held < ARRAYS; held += 1) {
        int flags = held >= ENDS ? PyBUF_C_CONTIGUOUS | PyBUF_WRITABLE : PyBUF_C_CONTIGUOUS;
        if (PyObject_GetBuffer(PyTuple_GetItem(arrays, held), &views[held], flags) < 0) goto done;
    }
    if (views[SIZES].len != sizeof(Sizes)) {
        PyErr_SetString(PyExc_ValueError, "sizes of another version");
        goto done;
    }
    memcpy(&job.s, views[SIZES].buf, sizeof(Sizes));
    job.groups = views[GROUPS].buf;
    job.code = views[CODE].buf;
    job.literals = views[LITERALS].buf;
    job.stages = views[STAGES].buf;
    job.checked = views[CHECKED].buf;
    job.limits = views[LIMITS].buf;
    job.balances = views[BALANCES].buf;
    job.parameters = views[PARAMETERS].buf;
    job.varied = views[VARIED].buf;
    job.varied_by = views[VARIED_BY].buf;
    job.inputs = views[INPUTS].buf;
    job.moved = views[MOVED].buf;
    job.moved_by = views[MOVED_BY].buf;
    job.restated = views[RESTATED].buf;
    job.restated_by = views[RESTATED_BY].buf;
    job.slopes = views[SLOPES].buf;
    job.initials = views[INITIALS].buf;
    job.kept = views[KEPT].buf;
    job.summed = views[SUMMED].buf;
    job.numbers = views[NUMBERS].buf;
    job.ends = views[ENDS].buf;
    job.totals = views[TOTALS].buf;
    job.numbers_out = views[NUMBERS_OUT].buf;
    job.fine = views[FINE].buf;
    job.faults = views[FAULTS].buf;
    job.states = views[STATES].buf;
    Py_BEGIN_ALLOW_THREADS
    failed = run_all(&job);
    Py_END_ALLOW_THREADS
    if (failed) PyErr_NoMemory();
done:
    for (int i = 0; i < held; i += 1) PyBuffer_Release(&views[i]);
    if (failed) return NULL;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"run", run, METH_VARARGS, "run(arrays, tolerance): run a job; see model.engine.compiled.job."}, {NULL, NULL, 0, NULL}};
static int prepare(PyObject *module) { return PyModule_AddIntConstant(module, "VERSION", 5); }
static PyModuleDef_Slot slots[] = {{Py_mod_exec, (void *)prepare}, {0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "_machine", NULL, 0, methods, slots, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__machine(void) { return PyModuleDef_Init(&definition); }
