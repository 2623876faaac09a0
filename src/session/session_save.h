/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a sitting saves, through the writer: which jobs its effects make, and what the screen waits
 * for. All do nothing without a writer.
 */
#ifndef SESSION_SESSION_SAVE_H
#define SESSION_SESSION_SAVE_H

#include "session/session.h"

/* Hands over what the effect changes, and sets session->awaited if the screen must wait for it. */
void session_save(struct session *session, const struct effect *effect);
/* From now on sentences about saving are in the language. */
void session_save_language(struct session *session, const char *code);
/*
 * Hands over the time spent since it was last saved; call once the screen is given back. waits:
 * whether this may take time, as it does without a process of its own.
 */
void session_save_last(struct session *session, bool waits);
/* Call when awaited was set. */
void session_begin_to_wait(struct session *session);
/*
 * Hands over the index of lessons and waits at most ms milliseconds for all jobs; prints a sentence
 * if that was not enough.
 */
void session_finish_saving(struct session *session, int ms);

#endif
