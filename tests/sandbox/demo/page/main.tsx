import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

const element = document.getElementById('page');
if (element) createRoot(element).render(<App />);
