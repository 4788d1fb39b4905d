import { useState, type FormEvent } from 'react';
import { asProblem } from '../api/problem';
import { useSignIn } from '../api/session';
import { Button } from '../ui/Button';
import { ProblemNote } from '../ui/ProblemNote';
import { TextField } from '../ui/TextField';
import { Mark } from './Mark';
import styles from './signIn.module.css';

export function SignIn() {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const signIn = useSignIn();

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (login !== '' && password !== '') signIn.mutate({ login, password });
  };

  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header>
          <Mark />
          <h1>Sign in</h1>
          <p className={styles.lead}>See the day, find a time, book a visit.</p>
        </header>
        <form className={styles.form} onSubmit={submit} noValidate>
          <TextField label="Login" value={login} onChange={setLogin} autoComplete="username" autoFocus
            error={tried && login === '' ? 'Write your login.' : undefined} />
          <TextField label="Password" type="password" value={password} onChange={setPassword}
            autoComplete="current-password" error={tried && password === '' ? 'Write your password.' : undefined} />
          {signIn.isError && <ProblemNote problem={asProblem(signIn.error)} />}
          <Button look="primary" type="submit" busy={signIn.isPending}>Sign in</Button>
        </form>
        <p className={styles.hint}>Accounts are made by your clinic. A demo server prints its accounts when it starts.</p>
      </div>
    </main>
  );
}
