/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef FORMATS_XAPI_H
#define FORMATS_XAPI_H

#include "report/report_answers.h"

/* Writes statements, one per line. */
export_fn xapi_write;

#endif
